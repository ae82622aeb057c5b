package org.paralux.proxy.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.ReplyError;
import org.paralux.luxi.LuxiReply;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.QueryTerms;
import org.paralux.luxi.ReplyEnds;
import org.paralux.proxy.listener.ListenRole;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Body;
import org.paralux.proxy.tee.Exchange;

/** Reads an exchange: what was asked and how it went. */
final class ExchangeFacts {
    private static final QueryTerms NO_TERMS = new QueryTerms(null, null, null, null);

    private final ListenRole role;

    /** @param role of the socket that the client connected to */
    ExchangeFacts(ListenRole role) {
        this.role = role;
    }

    ListenRole role() {
        return role;
    }

    boolean isMisdirected(LuxiRequest request) {
        return switch (request) {
            case Query _, LuxiRequest.MalformedQuery _ -> role == ListenRole.MASTER;
            case LuxiRequest.LockQuery _, LuxiRequest.Command _, LuxiRequest.Wait _, LuxiRequest.Unknown _ -> false;
        };
    }

    AuditEvent.Exchange event(String id, String connection, String client, Exchange exchange, LuxiRequest request) {
        Query query = request instanceof Query proven ? proven : null;
        QueryTerms terms = switch (request) {
            case Query proven -> proven.terms();
            case LuxiRequest.LockQuery lock -> lock.terms();
            case LuxiRequest.MalformedQuery _, LuxiRequest.Command _, LuxiRequest.Wait _, LuxiRequest.Unknown _ ->
                NO_TERMS;
        };
        boolean answered = exchange.end() == ExchangeEnd.COMPLETE;
        Body reply = exchange.reply();
        LuxiReply said = answered && reply instanceof Body.Whole whole ? said(whole.payload()) : null;
        return new AuditEvent.Exchange(
                id,
                connection,
                client,
                role.word(),
                request.methodName(),
                terms.resource(),
                terms.fields(),
                terms.filter() == null ? null : terms.filter().toString(),
                terms.names(),
                request.kind(),
                query == null ? null : query.queryClass().name(),
                query == null ? null : query.fingerprint().id(),
                isMisdirected(request),
                malformed(request),
                opcodes(request),
                exchange.request().length(),
                reply == null ? null : reply.length(),
                exchange.latencyNanos() < 0 ? null : exchange.latencyNanos() / 1000,
                success(said, answered ? reply : null),
                error(said),
                exchange.end(),
                answered ? word(exchange.answeredBy()) : null,
                exchange.askedFirst().word());
    }

    private static @Nullable String word(@Nullable Answerer answerer) {
        return answerer == null ? null : answerer.word();
    }

    private static LuxiReply said(Payload reply) {
        return ReplyEnds.arePlainSuccess(reply) ? new LuxiReply.Success() : LuxiReply.in(reply);
    }

    private static @Nullable String malformed(LuxiRequest request) {
        return switch (request) {
            case LuxiRequest.MalformedQuery query -> query.reason();
            case LuxiRequest.Unknown unknown -> unknown.reason();
            case Query _, LuxiRequest.LockQuery _, LuxiRequest.Command _, LuxiRequest.Wait _ -> null;
        };
    }

    private static @Nullable List<String> opcodes(LuxiRequest request) {
        return request instanceof LuxiRequest.Command command
                        && !command.opcodes().isEmpty()
                ? command.opcodes()
                : null;
    }

    private static @Nullable Boolean success(@Nullable LuxiReply said, @Nullable Body reply) {
        return switch (said) {
            case LuxiReply.Success _ -> true;
            case LuxiReply.Failure _, LuxiReply.FailureText _ -> false;
            case LuxiReply.Malformed _ -> null;
            case null ->
                reply instanceof Body.Ends ends
                        ? new ReplyEnds(ends.head(), ends.tail(), ends.length())
                                .success()
                                .orElse(null)
                        : null;
        };
    }

    private static @Nullable ReplyError error(@Nullable LuxiReply said) {
        return switch (said) {
            case LuxiReply.Failure failure ->
                new ReplyError(failure.errorClass(), failure.code().orElse(null));
            case LuxiReply.FailureText _ -> new ReplyError("text", null);
            case LuxiReply.Success _, LuxiReply.Malformed _ -> null;
            case null -> null;
        };
    }
}
