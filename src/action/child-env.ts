/** What tools need of the environment. Everything else, tokens above all, stays here. */
const PASSED =
  /^(PATH|PATHEXT|HOME|USERPROFILE|TMPDIR|TEMP|TMP|LANG|LC_[A-Z]+|TZ|SYSTEMROOT|SYSTEMDRIVE|COMSPEC|LOCALAPPDATA|XDG_[A-Z_]+|RUNNER_TEMP|HILBENCH_[A-Z_]+|LD_LIBRARY_PATH|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY)$/;

/** The environment that child processes of the action get: an allowlist, so that no token is in it. */
export function childEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && PASSED.test(entry[0]),
    ),
  );
}
