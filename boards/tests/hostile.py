"""Text that wants to be markup, script or a second header."""

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><b hx-get=/evil hx-trigger=load>x</b>",
    "</li></ol><hx-frame data-reset>",
    "<hx-remove data-id=x></hx-remove>",
    "<div hx-ws:connect=/ws/evil id=board data-board=x style=color:red class=card>x</div>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "<javascript:alert(1)>",
    "![x](https://evil.example/spy.png)",
    '![x](x" onerror="alert(1))',
    '[x](https://a.example "a" onclick="alert(1)")',
    "```<script>\n<script>alert(1)</script>\n```",
    '<a href="https://a.example" target=_blank data-command=card.delete>x</a>',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "{{ 7|add:7 }}{% debug %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202ereversed <!-- --> ]]> <?php",
)
# What none of our markup may have, wherever it comes from.
FORBIDDEN_TAGS = {
    "script",
    "img",
    "iframe",
    "object",
    "embed",
    "style",
    "math",
    "form",
    "b",
    "noscript",
    "base",
    "meta",
    "link",
}
FORBIDDEN_ATTRIBUTES = ("on", "hx-", "style", "srcdoc", "target", "formaction")
EVIL_ADDRESSES = ("javascript:", "vbscript:", "data:")
