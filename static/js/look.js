// The page looks as it would at once, while one is still choosing; the form keeps the choice.

document.querySelector("#look").addEventListener("change", ({ target: { name, value } }) => {
  if (value) document.documentElement.dataset[name] = value;
  else delete document.documentElement.dataset[name];
});
