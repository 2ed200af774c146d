// Becomes the compute worker: the page's own program, already compiled, started once more in here.
// The first message says where its script is and brings the module; all others are the program's.
onmessage = async ({ data: { script, module } }) => {
  try {
    const { default: start } = await import(script);
    await start({ module_or_path: module });
  } catch (error) {
    // The page hears of errors, but not of promises that fail.
    setTimeout(() => { throw error; });
  }
};
