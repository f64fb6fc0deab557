import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Templates are Typst files of this folder; they see no other file, no other font and no network. */
const workspace = path.resolve('src', 'print', 'templates');
const weights = ['400Regular', '600SemiBold', '700Bold', '800ExtraBold'];

let made: NodeCompiler | undefined;

/**
 * A PDF made by a template of src/print/templates from data, which it reads as `json(bytes(sys.inputs.data))`.
 * Tagged (PDF/UA-1: every picture needs an `alt`, the document a title), fonts embedded,
 * the same bytes for the same template and data: a template names its own date.
 * @throws when Typst finds a fault in the template, with what and where.
 */
export function pdfOf(template: string, data: unknown): Uint8Array {
  const compiler = (made ??= NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts() }] }));
  const compiled = compiler.compile({
    mainFilePath: path.join(workspace, template),
    inputs: { data: JSON.stringify(data) },
  });
  const document = compiled.result;
  if (!document) throw new Error(`${template}: ${faultOf(compiler, compiled.takeDiagnostics())}`);
  try {
    return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1, creationTimestamp: 0 });
  } catch (error) {
    throw new Error(`${template}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    compiler.evictCache(10);
  }
}

function faultOf(compiler: NodeCompiler, fault: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null): string {
  return fault ? JSON.stringify(compiler.fetchDiagnostics(fault)) : 'Typst made no document';
}

/** Be Vietnam Pro, whole: the pieces made for the web would part the letters of one word. */
function fonts(): Buffer[] {
  const require = createRequire(import.meta.url);
  return weights.map((weight) =>
    readFileSync(require.resolve(`@expo-google-fonts/be-vietnam-pro/${weight}/BeVietnamPro_${weight}.ttf`)),
  );
}
