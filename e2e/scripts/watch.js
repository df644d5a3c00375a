// Runs in every page before its own scripts: tells of violations of the content security policy, and lets a story lose
// what arrives on a socket.

document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} blocked ${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber}`);
});

// What is to be lost: a number for each kind of message; and all that came and went, for stories that look at it.
window.story = { lose: { frame: 0, ack: 0, head: 0 }, heard: [], sent: [], lost: 0 };

const kindOf = (text) => (text.startsWith("{") ? Object.keys(JSON.parse(text))[0] : "frame");

window.WebSocket = class extends window.WebSocket {
  constructor(...rest) {
    super(...rest);
    window.story.socket = this;
    // The first listener: whoever comes later hears nothing of what is lost here.
    this.addEventListener("message", (event) => {
      const kind = kindOf(event.data);
      if (window.story.lose[kind] > 0) {
        window.story.lose[kind] -= 1;
        window.story.lost += 1;
        event.stopImmediatePropagation();
        return;
      }
      window.story.heard.push(kind);
    });
  }

  send(text) {
    window.story.sent.push(JSON.parse(text));
    super.send(text);
  }
};
