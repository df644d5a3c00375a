// Copies what stands in a field.

/** Select the text of a field, and put it into the clipboard. */
export async function copyFrom(field) {
  field.select();
  // The clipboard's own interface is missing on plain http addresses.
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
  else document.execCommand("copy");
}
