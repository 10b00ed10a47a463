// Starts `claimdiff lsp` for Markdown and text, and tells it when files on disk change.
const { window, workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

async function activate(context) {
  const settings = workspace.getConfiguration("claimdiff");
  const command = settings.get("path", "claimdiff");
  const args = ["lsp", ...settings.get("arguments", [])];
  const watcher = workspace.createFileSystemWatcher("**/*.{md,markdown,txt,html,htm,json,docx}");
  context.subscriptions.push(watcher);
  client = new LanguageClient(
    "claimdiff",
    "claimdiff",
    { command, args, transport: TransportKind.stdio },
    {
      documentSelector: [
        { scheme: "file", language: "markdown" },
        { scheme: "file", language: "plaintext" },
      ],
      synchronize: { fileEvents: watcher },
    },
  );
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(
      `claimdiff: "${command}" could not be started (${error.message}); install it, or set claimdiff.path`,
    );
  }
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
