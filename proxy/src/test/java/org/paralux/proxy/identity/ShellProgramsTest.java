package org.paralux.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellProgramsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "gnt-node list # gnt-node",
                "cd /tmp && ./run.sh secret; exit 0 # cd; ./run.sh; exit",
                "PW=secret gnt-node list # gnt-node",
                "PW='a b;secret' A=\"x; y\" gnt-node list # gnt-node",
                "PW=secret # ~~",
                "a | b secret || c & d # a; b; c; d",
                "if [ x = secret ]; then a; else b secret; fi # [; a; b",
                "while ! a; do time b; done | c # a; b; c",
                "a > secret b # a",
                ">secret a b # a",
                "a 2>&1 >secret b; c # a; c",
                "a &> secret b; c # a; c",
                "echo 'x; secret' \"y | secret\" z\\;secret; b # echo; b",
                "\"/usr/bin/gnt-node\" list # /usr/bin/gnt-node",
                "$CMD secret; b # ...; b",
                "http://u:secret@h x; b # ...; b",
                "a ${X} $1 $? b; c # a; c",
                "a $(secret) # a; ...",
                "a `secret` # a; ...",
                "a <<E secret # a; ...",
                "a <(secret) # a; ...",
                "x() { secret; } # ...",
                "A=(a secret b) c # ...",
                "(a; b) # ...",
                "case a in secret) b;; esac # ...",
                "for i in secret; do b; done # ...",
                "eval secret # ...",
                "[[ a && secret ]] # ...",
                "echo $'a' ; secret # echo; ...",
                "echo 'secret # echo; ...",
                "echo \"secret # echo; ...",
                "exec -a secret b # ...",
            })
    void namesTheProgramsAndNothingElse(String line, String programs) {
        assertEquals(programs, ShellPrograms.in(line));
    }
}
