// On a card's own page, before it shows: the card opens on its board, unless `?page` asks for the page itself.

if (!new URLSearchParams(location.search).has("page")) location.replace(document.currentScript.dataset.board);
