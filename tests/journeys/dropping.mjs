// Files dropped on the page.

/** Drops files on the page, each `{ name, text }`. */
export const drop = (page, files) =>
  page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of given) dataTransfer.items.add(new File([text], name, { type: "text/csv" }));
    dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
