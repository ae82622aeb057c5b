package org.paralux.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every secret in these command lines is spelled with {@code hunter2}, and must not come out. */
class CommandLineTest {
    private static final String SECRET = "hunter2";

    record Case(
            List<String> argv,
            String kept,
            @Nullable String script,
            @Nullable String subCommand) {
        @Override
        public String toString() {
            return String.join(" ", argv);
        }
    }

    /** A command line, its words separated by blanks, with {@code ␣} for a blank inside a word. */
    private static Case of(String argv, String kept) {
        return of(argv, kept, null, null);
    }

    private static Case of(String argv, String kept, @Nullable String script, @Nullable String subCommand) {
        List<String> words =
                Stream.of(argv.split(" ")).map(word -> word.replace('␣', ' ')).toList();
        return new Case(words, kept.replace('␣', ' '), script, subCommand);
    }

    static Stream<Case> ganeti() {
        return Stream.of(
                of(
                        "/usr/bin/python3 /usr/sbin/gnt-node list",
                        "/usr/bin/python3 /usr/sbin/gnt-node list",
                        "/usr/sbin/gnt-node",
                        "list"),
                of(
                        "/usr/bin/python3 /usr/sbin/gnt-instance list -o name,status --no-headers --separator=| web1",
                        "/usr/bin/python3 /usr/sbin/gnt-instance list -o name,status --no-headers --separator=| ...",
                        "/usr/sbin/gnt-instance",
                        "list"),
                of(
                        "/usr/bin/python3 /usr/sbin/gnt-instance list --output +tags,be/memory --units m",
                        "/usr/bin/python3 /usr/sbin/gnt-instance list --output +tags,be/memory --units m",
                        "/usr/sbin/gnt-instance",
                        "list"),
                of(
                        "/usr/bin/python3 /usr/sbin/gnt-node list-storage -oname,size -F hunter2",
                        "/usr/bin/python3 /usr/sbin/gnt-node list-storage -oname,size -F ...",
                        "/usr/sbin/gnt-node",
                        "list-storage"),
                of(
                        "python3 gnt-instance list --output hunter2;x --separator=hunter2 --units hunter2",
                        "python3 gnt-instance list --output ... --separator=... --units ...",
                        "gnt-instance",
                        "list"),
                of(
                        "/usr/bin/python3 /usr/sbin/gnt-instance add -O root_password=hunter2 -o image+default web1",
                        "/usr/bin/python3 /usr/sbin/gnt-instance add -O ... -o ... ...",
                        "/usr/sbin/gnt-instance",
                        "add"),
                of(
                        "/usr/bin/python3 /usr/sbin/gnt-cluster modify --vnc-password-file=/root/hunter2 -H kvm:x=hunter2",
                        "/usr/bin/python3 /usr/sbin/gnt-cluster modify --vnc-password-file=... -H ...",
                        "/usr/sbin/gnt-cluster",
                        "modify"),
                of(
                        "/usr/bin/python3 /usr/sbin/gnt-cluster Hunter2",
                        "/usr/bin/python3 /usr/sbin/gnt-cluster ...",
                        "/usr/sbin/gnt-cluster",
                        null),
                of(
                        "/usr/bin/python3 /usr/sbin/gnt-node",
                        "/usr/bin/python3 /usr/sbin/gnt-node",
                        "/usr/sbin/gnt-node",
                        null),
                of(
                        "/usr/bin/python3 /usr/sbin/ganeti-watcher --no-wait-children",
                        "/usr/bin/python3 /usr/sbin/ganeti-watcher --no-wait-children",
                        "/usr/sbin/ganeti-watcher",
                        null),
                of(
                        "/usr/bin/python3 /usr/sbin/ganeti-rapi -b 127.0.0.1 --require-authentication",
                        "/usr/bin/python3 /usr/sbin/ganeti-rapi -b ... --require-authentication",
                        "/usr/sbin/ganeti-rapi",
                        null),
                of("hbal -L -G rack2", "hbal -L -G ..."),
                of("/usr/bin/hbal -L/run/hunter2 --luxi=/run/hunter2", "/usr/bin/hbal -L... --luxi=..."),
                of("/usr/sbin/gnt-job list -o id", "/usr/sbin/gnt-job list -o id", null, "list"));
    }

    static Stream<Case> interpreters() {
        return Stream.of(
                of("python3 -c print('hunter2') hunter2", "python3 -c ... ..."),
                of("python3 -cprint('hunter2')", "python3 -c..."),
                of("python3 -Esc hunter2 -x", "python3 -Esc ... -x"),
                of(
                        "python3 -W hunter2 -Xhunter2 -u /opt/inventory.py hunter2 --token=hunter2",
                        "python3 -W ... -X... -u /opt/inventory.py ... --token=...",
                        "/opt/inventory.py",
                        null),
                of("python3.11 -m http.server hunter2", "python3.11 -m http.server ...", "http.server", null),
                of("python3 -mjson.tool hunter2", "python3 -m json.tool ...", "json.tool", null),
                of("python3 - hunter2", "python3 - ..."),
                of("python3 -Z hunter2 script.py", "python3 -... ... ..."),
                of("python3 --check-hash-based-pycs hunter2 script.py", "python3 -... ... ..."),
                of("python3 http://u:hunter2@h/x.py", "python3 ..."),
                of("perl -e hunter2 hunter2", "perl -e ... ..."),
                of("perl -lne hunter2 hunter2", "perl -lne ... ..."),
                of("perl -0777 -pi.bak -e hunter2 file", "perl -0777 -pi... -e ... ..."),
                of(
                        "perl -MLWP=hunter2 -Ihunter2 /opt/report.pl hunter2",
                        "perl -M... -I... /opt/report.pl ...",
                        "/opt/report.pl",
                        null),
                of("perl -CSe hunter2", "perl -... ..."),
                of("/bin/bash /opt/nightly.sh hunter2 -x", "/bin/bash /opt/nightly.sh ... -x", "/opt/nightly.sh", null),
                of(
                        "bash -euo pipefail /opt/nightly.sh hunter2",
                        "bash -euo ... /opt/nightly.sh ...",
                        "/opt/nightly.sh",
                        null),
                of(
                        "bash +x -o hunter2 --rcfile hunter2 -- script hunter2",
                        "bash +x -o ... --rcfile ... -- script ...",
                        "script",
                        null),
                of("-bash", "-bash"),
                of("sh -s hunter2", "sh -s ..."),
                of("sh -c gnt-node␣list␣hunter2 hunter2 hunter2", "sh -c gnt-node ... ..."),
                of("bash -lc PW=hunter2␣gnt-node␣list;␣curl␣-u␣a:hunter2␣http://h", "bash -lc gnt-node;␣curl"),
                of("bash -c -e hunter2=1␣true", "bash -c -e true"),
                of("sh -hunter2 x", "sh ... ..."));
    }

    static Stream<Case> secrets() {
        return Stream.of(
                of("curl -u user:hunter2 http://h/", "curl -u ... ..."),
                of("curl -uuser:hunter2 -sSf https://user:hunter2@h/", "curl -u... -s... ..."),
                of("curl -H Authorization:hunter2 --header X:hunter2", "curl -H ... --header ..."),
                of("curl -H --hunter", "curl -H --hunter"),
                of("mysql -phunter2 db", "mysql -p... ..."),
                of("mysql -p --hunterhunter2 db", "mysql -p ... ..."),
                of("x --password hunter2", "x --password ..."),
                of("x --password=hunter2", "x --password=..."),
                of("x --password --hunter", "x --password ..."),
                of("x --db-pass -hunter2", "x --db-pass ..."),
                of("x --hunter2", "x ..."),
                of("x --hunter2=1", "x ..."),
                of("x -password hunter2", "x -p... ..."),
                of("x -- --hunter -h hunter2", "x -- ... ... ..."),
                of("x -2hunter2 -9", "x ... ..."),
                of("env FOO=hunter2 cmd", "env ... ..."),
                of("sudo -u alice FOO=hunter2 gnt-node list", "sudo -u ... ... ... ..."),
                of("su - alice -c PW=hunter2␣x", "su - ... -c ..."),
                of("java -Dpw=hunter2 -jar app.jar", "java -D... -j... ..."),
                of("openssl enc -pass pass:hunter2", "openssl ... -p... ..."),
                of("sshpass -phunter2 ssh host", "sshpass -p... ... ..."),
                of("wget --user=a --password=hunter2 ftp://a:hunter2@h", "wget --user=... --password=... ..."),
                of("ftp://a:hunter2@h x", "... ..."),
                of("PW=hunter2 x", "... ..."),
                of("sshd:␣alice␣[priv]", "sshd: ..."),
                of("postgres:␣hunter2␣db hunter2", "postgres: ... ..."),
                of("nginx: worker", "nginx: ..."),
                of("dd if=hunter2 of=x", "dd ... ..."));
    }

    @ParameterizedTest
    @MethodSource({"ganeti", "interpreters", "secrets"})
    void keepsWhatIsKnownToBeNoSecret(Case given) {
        CommandLine reduced = CommandLine.reduce(new Argv(given.argv(), false));

        assertEquals(given.kept(), String.join(" ", reduced.words()));
        assertEquals(given.script(), reduced.script());
        assertEquals(given.subCommand(), reduced.subCommand());
        assertFalse(reduced.toString().contains(SECRET), reduced::toString);
    }

    /** Whatever the order of the words, a secret among them stays in; only a program or script may be called so. */
    @Test
    void noSecretSurvivesAnyOrderOfWords() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        List<String> words = List.of(
                "-c",
                "-e",
                "-x",
                "-p",
                "-o",
                "--",
                "-",
                "--password",
                "--output",
                "--name",
                "-lc",
                "list",
                "a;b=c",
                "p=" + SECRET,
                "-p" + SECRET,
                "--x=" + SECRET,
                "-" + SECRET,
                "--" + SECRET,
                "u:" + SECRET + "@h",
                "http://u:" + SECRET + "@h/",
                "A='" + SECRET + "' b",
                "a \"; " + SECRET + "\"",
                "a '" + SECRET + ";x'",
                "a=$(b " + SECRET + ")",
                "cat <<E\n" + SECRET + "\nE",
                "a `b " + SECRET + "`",
                "a \\; " + SECRET,
                "a >" + SECRET,
                "a 2>&1 " + SECRET,
                "a &>l " + SECRET,
                "a #\n#;" + SECRET,
                "a=(b " + SECRET + " c)",
                "case x in " + SECRET + ") b;; esac",
                "for a in " + SECRET + "; do b; done",
                "f() { " + SECRET + "; }",
                "a $'\\'; " + SECRET + "'",
                "a ${b:-; " + SECRET + "}",
                "[[ a && " + SECRET + " ]]");
        List<String> programs = List.of("python3", "perl", "bash", "sh", "curl", "gnt-node", "mysql", "-bash");
        for (int round = 0; round < 50_000; round++) {
            List<String> argv = new ArrayList<>();
            argv.add(programs.get(random.nextInt(programs.size())));
            IntStream.range(0, 1 + random.nextInt(5)).forEach(i -> argv.add(words.get(random.nextInt(words.size()))));

            String kept = CommandLine.reduce(new Argv(argv, false)).toString();

            assertFalse(kept.contains(SECRET), () -> "seed " + seed + ": " + argv + " kept as " + kept);
        }
    }

    @Test
    void aLongCommandLineEndsInAMark() {
        byte[] many = "x\0".repeat(100).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Argv argv = Argv.parse(many);

        List<String> kept = CommandLinePolicy.FULL.kept(argv);

        assertEquals(Argv.MAX_WORDS + 1, kept.size());
        assertEquals(CommandLine.MARK, kept.getLast());
    }
}
