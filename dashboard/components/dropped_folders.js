// Lets a folder that is dropped keep its structure.
//
// A file that is chosen in a folder has its path in webkitRelativePath, which Streamlit sends as its
// name. One that comes with a dropped folder has it in `path`, where the drop zone puts it.
if (!window.refrainDrops) {
  window.refrainDrops = true;
  const chosen = Object.getOwnPropertyDescriptor(File.prototype, "webkitRelativePath").get;
  Object.defineProperty(File.prototype, "webkitRelativePath", {
    configurable: true,
    get() {
      const dropped = typeof this.path === "string" ? this.path.replace(/^[.]?[/]+/, "") : "";
      return chosen.call(this) || (dropped.includes("/") ? dropped : "");
    },
  });
}
