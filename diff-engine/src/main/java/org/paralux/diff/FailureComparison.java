package org.paralux.diff;

import org.jspecify.annotations.Nullable;

/** Compares two replies of which at least one says failure. Of errors class and code count, and never the wording. */
final class FailureComparison {
    private final Look look;
    private final Reply a;
    private final Reply b;

    FailureComparison(Look look, Reply a, Reply b) {
        this.look = look;
        this.a = a;
        this.b = b;
    }

    void compare() {
        if (a.success() != b.success()) {
            Spot success = Spot.at("success", null);
            look.add(success, DivergenceKind.ANSWER_OR_ERROR, a.result(), b.result(), answerOrError());
            return;
        }
        Reply.Failure failureA = a.failure();
        Reply.Failure failureB = b.failure();
        Spot result = Spot.at("result", null);
        if (failureA == null || failureB == null) {
            if (failureA == null && failureB == null) {
                new ValueComparison(look).compare(result, a.result(), b.result(), 0);
            } else {
                look.add(result, DivergenceKind.SHAPE, a.result(), b.result(), Cause.ERROR_SHAPE);
            }
            return;
        }
        String classA = failureA.errorClass();
        String classB = failureB.errorClass();
        if (classA == null ? classB != null : !classA.equals(classB)) {
            Cause cause = classA == null || classB == null ? Cause.ERROR_SHAPE : Cause.UNEXPLAINED;
            look.add(result.part("class"), DivergenceKind.ERROR_CLASS, named(a, classA), named(b, classB), cause);
        } else if (failureA.code() == null
                ? failureB.code() != null
                : !failureA.code().equals(failureB.code())) {
            look.addTexts(
                    result.part("code"),
                    DivergenceKind.ERROR_CODE,
                    quoted(failureA.code()),
                    quoted(failureB.code()),
                    Cause.UNEXPLAINED);
        }
    }

    /** The class in the list, or the whole text. */
    private static int named(Reply reply, @Nullable String errorClass) {
        return errorClass == null ? reply.result() : reply.document().firstElement(reply.result());
    }

    private static @Nullable String quoted(@Nullable String code) {
        return code == null ? null : "\"" + code + "\"";
    }

    private Cause answerOrError() {
        Reply answer = a.success() ? a : b;
        Reply.Failure failure = (a.success() ? b : a).failure();
        if (failure == null) {
            return Cause.UNEXPLAINED;
        }
        if (b.success() && Refusals.reason(failure, look.query()) != null) {
            return Cause.REFUSED_BY_PRIMARY;
        }
        if (failure.isUnparsedRequest()) {
            return Cause.REQUEST_UNPARSABLE;
        }
        if (failure.isDaemonException()) {
            return Cause.DAEMON_EXCEPTION;
        }
        if (failure.isOf("ConfigurationError")) {
            return Cause.CONFIGURATION_UNREADABLE;
        }
        if (failure.isOf("ParameterError")) {
            return Cause.FILTER_REFUSED;
        }
        int rows = rowCount(answer);
        if ("unknown_entity".equals(failure.code())) {
            int asked = RowCauses.asked(look.terms()).size();
            return asked > 0 && rows >= asked && !holdsNothing(answer) ? Cause.NAME_LOOKUP : Cause.ERROR_OR_EMPTY;
        }
        return rows == 0 || holdsNothing(answer) ? Cause.ERROR_OR_EMPTY : Cause.UNEXPLAINED;
    }

    private static int rowCount(Reply answer) {
        int list = rows(answer);
        return list == JsonDocument.NONE ? -1 : answer.document().elements(list).size();
    }

    private static int rows(Reply answer) {
        JsonDocument document = answer.document();
        int list = document.type(answer.result()) == JsonType.OBJECT
                ? document.member(answer.result(), "data")
                : answer.result();
        return document.is(JsonType.LIST, list) ? list : JsonDocument.NONE;
    }

    /** Whether an answer is null, or a list of nulls. */
    private static boolean holdsNothing(Reply answer) {
        JsonDocument document = answer.document();
        int list = rows(answer);
        if (list == JsonDocument.NONE) {
            return document.type(answer.result()) == JsonType.NULL;
        }
        for (int i = document.firstElement(list); i != JsonDocument.NONE; i = document.nextElement(document.end(i))) {
            if (document.type(i) != JsonType.NULL) {
                return false;
            }
        }
        return true;
    }
}
