// The device's own share sheet and "copy" appear only where they work; the plain links stay.
for (const box of document.querySelectorAll(".share")) {
  const native = box.querySelector("[data-share]");
  const copy = box.querySelector("[data-copy]");
  const status = box.querySelector("[data-copied]");

  if (native && navigator.share) {
    native.hidden = false;
    native.addEventListener("click", () => {
      const { address, text } = native.dataset;
      navigator.share({ url: address, title: text }).catch(() => {}); // closing the sheet is no fault
    });
  }
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copy.dataset.copy);
      status.textContent = status.dataset.copied;
    });
  }
}
