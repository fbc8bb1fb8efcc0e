// Sets publications as PDF/UA-1: `node compile.mjs requests.json`. The requests name the template,
// the folder of the font, and documents, each with its source (JSON) and the file to write. Answers
// on standard output, one line of JSON a document: {file, pages}, or {file, place, message}.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";

const { NodeCompiler } = createRequire(import.meta.url)(
  "@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu");

const requests = JSON.parse(readFileSync(process.argv[2], "utf8"));
const compiler = NodeCompiler.create({
  workspace: dirname(requests.template),
  fontArgs: [{ fontPaths: [requests.fonts] }],
});

const error = 1;  // severity, as the library counts
const answer = (line) => process.stdout.write(JSON.stringify(line) + "\n");

// The first complaint: where it is in the template, and what it says.
function told(diagnostics) {
  const all = diagnostics ? compiler.fetchDiagnostics(diagnostics) : [];
  const worst = all.find((d) => d.severity === error) ?? all[0];
  if (!worst) return null;
  const line = worst.range ? `:${worst.range.start.line + 1}` : "";
  return { place: basename(worst.path || requests.template) + line, message: worst.message };
}

// The library tells what a standard forbids as one text with all its fields.
function forbidden(problem) {
  const messages = [...String(problem.message).matchAll(/message: "((?:[^"\\]|\\.)*)"/g)];
  return messages.map((m) => m[1]).join("; ") || String(problem.message);
}

function set(document) {
  const compiled = compiler.compile({
    mainFilePath: requests.template,
    inputs: { document: document.source },
  });
  const complaint = told(compiled.takeDiagnostics());
  if (complaint) return { file: document.file, ...complaint };
  let bytes;
  try {
    bytes = compiler.pdf(compiled.result, { pdfStandard: "ua-1", creationTimestamp: 0 });
  } catch (problem) {
    return { file: document.file, place: basename(document.file), message: forbidden(problem) };
  }
  writeFileSync(document.file + ".part", bytes);
  renameSync(document.file + ".part", document.file);
  return { file: document.file, pages: compiled.result.numOfPages };
}

let failed = false;
for (const [n, document] of requests.documents.entries()) {
  const line = set(document);
  answer(line);
  failed ||= "message" in line;
  if (n % 8 === 7) compiler.evictCache(4);
}
process.exitCode = failed ? 1 : 0;
