// Tells that a file is too large when it is chosen, rather than after it was sent. The server says the same without this.

const field = document.querySelector("[data-picture] [type=file]");

field.addEventListener("change", () => {
  const isTooLarge = field.files[0]?.size > Number(field.dataset.limit);
  field.setCustomValidity(isTooLarge ? field.dataset.tooLarge : "");
  field.reportValidity();
});
