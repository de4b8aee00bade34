// Asks the registries' own advisories about every locked package. Findings fail. A source that gives no answer is said,
// and fails only where XINHENG_AUDIT=required: whoever builds offline is not stopped, whoever releases is.
// "node build/audit.mjs npm|nuget FILE" judges an answer that was kept in a file.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

function run(program, words, cwd) {
  return spawnSync(program, words, { cwd, encoding: 'utf8', timeout: 300_000, maxBuffer: 1 << 28 }).stdout ?? '';
}

// A mirror without advisories says "none" of everything. So it is first asked about a package that is known to be vulnerable
// (GHSA-5crp-9r3c-p9vr): who finds nothing there knows nothing.
function nugetKnowsAnything() {
  const folder = mkdtempSync(join(tmpdir(), 'xinheng-audit-'));
  try {
    writeFileSync(join(folder, 'canary.csproj'), `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework>
      <NuGetAudit>false</NuGetAudit></PropertyGroup><ItemGroup><PackageReference Include="Newtonsoft.Json" Version="[12.0.3]" /></ItemGroup></Project>`);
    run('dotnet', ['restore'], folder);
    const said = JSON.parse(run('dotnet', ['list', 'canary.csproj', 'package', '--vulnerable', '--format', 'json'], folder));
    return registries.nuget.answered(said) && registries.nuget.found(said).length > 0;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function answerOf(registry) {
  if (registry === 'nuget' && !nugetKnowsAnything()) return '';
  const [program, words] = registries[registry].ask;
  return run(program, words);
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
