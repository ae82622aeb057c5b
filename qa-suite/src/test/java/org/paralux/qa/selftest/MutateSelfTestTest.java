package org.paralux.qa.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.qa.run.QaOptions;
import org.paralux.qa.simulate.flaw.Flaw;

/** Each flaw is found, named and shrunk, and nothing is found where there is none. */
class MutateSelfTestTest {
    private static final MutateSelfTest TEST =
            new MutateSelfTest(QaOptions.wholeCatalogue(1).withMaxCases(1500));

    @ParameterizedTest
    @EnumSource
    void eachFlawIsFoundAndShrunk(Flaw flaw) throws InterruptedException {
        MutateSelfTest.Verdicts verdict = TEST.verdict(flaw);
        assertTrue(verdict.isWell(), verdict::toString);
    }

    @Test
    void nothingIsFoundWhereThereIsNothing() throws InterruptedException {
        MutateSelfTest.Verdicts verdict = new MutateSelfTest(QaOptions.wholeCatalogue(1)).verdict(null);
        assertTrue(verdict.isWell(), verdict::toString);
    }
}
