// Asks the registries' own advisories about every locked package. Findings fail. A source that gives no answer is said,
// and fails only where XINHENG_AUDIT=required: whoever builds offline is not stopped, whoever releases is.
// "node build/audit.mjs npm|nuget FILE" judges an answer that was kept in a file.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const registries = {
  nuget: {
    ask: ['dotnet', ['list', 'Xinheng.slnx', 'package', '--vulnerable', '--include-transitive', '--format', 'json']],
    answered: said => Array.isArray(said.projects) && !(said.problems?.length > 0),
    found: said => said.projects
      .flatMap(project => project.frameworks ?? [])
      .flatMap(framework => [...(framework.topLevelPackages ?? []), ...(framework.transitivePackages ?? [])])
      .flatMap(one => (one.vulnerabilities ?? []).map(v => `${one.id} ${one.resolvedVersion}: ${v.severity}, ${v.advisoryurl}`)),
  },
  npm: {
    ask: ['npm', ['audit', '--omit=dev', '--json']],
    answered: said => said.auditReportVersion !== undefined,
    found: said => Object.values(said.vulnerabilities ?? {})
      .map(one => `${one.name} ${one.range}: ${one.severity}, ${one.via.map(v => v.url ?? v).join(' ')}`),
  },
};

function answerOf(registry) {
  const [program, words] = registries[registry].ask;
  const { stdout } = spawnSync(program, words, { encoding: 'utf8', timeout: 300_000, maxBuffer: 1 << 28 });
  return stdout ?? '';
}

function judge(registry, text) {
  let said;
  try { said = JSON.parse(text); } catch { said = {}; }
  if (!registries[registry].answered(said)) {
    const isRequired = process.env.XINHENG_AUDIT === 'required';
    console.error(`audit: ${registry}: the source of advisories gave no answer; nothing is known of its packages${isRequired ? '' : ' (not fatal: XINHENG_AUDIT is not "required")'}`);
    return !isRequired;
  }

  const found = [...new Set(registries[registry].found(said))].sort();
  for (const one of found) console.error(`audit: ${registry}: ${one}`);
  console.log(`audit: ${registry}: ${found.length} known-vulnerable packages`);
  return found.length === 0;
}

const [only, file] = process.argv.slice(2);
const verdicts = (only ? [only] : Object.keys(registries)).map(registry => judge(registry, file ? readFileSync(file, 'utf8') : answerOf(registry)));
process.exitCode = verdicts.every(Boolean) ? 0 : 1;
