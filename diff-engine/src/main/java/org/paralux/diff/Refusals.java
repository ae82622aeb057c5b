package org.paralux.diff;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.Query;

/** The closed list of replies by which a daemon says that it does not serve a query at all, whatever its arguments. */
final class Refusals {
    /** luxid, of a call that it knows and leaves to the other daemon. */
    private static final Pattern CALL = Pattern.compile("Luxi call '\\w+' (not implemented|is for internal use only)");

    /** luxid, of a resource that it knows and leaves to the other daemon. */
    private static final Pattern RESOURCE = Pattern.compile("Query(Fields)? '[\\w ]+' not supported");

    /** luxid's parser, of a method, resource or sort of tags that it does not know. */
    private static final Pattern UNKNOWN_TYPE = Pattern.compile("LuxiReq|QueryTypeLuxi|QueryTypeOp|TagKind");

    /** masterd, of a method that it does not know. */
    private static final Pattern OPERATION = Pattern.compile("Caught exception: Invalid operation '.*", Pattern.DOTALL);

    /** masterd, of a resource that it does not know. */
    private static final Pattern RESOURCE_TYPE = Pattern.compile("Resource type '.*' unknown", Pattern.DOTALL);

    /** masterd 2.11, of a call that was taken from it. */
    private static final Pattern TAKEN_AWAY =
            Pattern.compile("Operation '\\w+'.*not (known|implemented).*", Pattern.DOTALL);

    /** What some luxid does not parse, so that a plain parse failure means the resource and not the arguments. */
    private static final Set<String> RESOURCES_OF_SOME_RELEASES = Set.of("network", "extstorage", "filter");

    private Refusals() {}

    /** Why {@code failure} is a refusal, in one line without content; null where it is none. */
    static @Nullable String reason(Reply.@Nullable Failure failure, @Nullable Query query) {
        if (failure == null) {
            return null;
        }
        String message = failure.message();
        if (failure.isOf("GenericError") && CALL.matcher(message).matches()) {
            return "it does not serve this call";
        }
        if (failure.isOf("GenericError") && RESOURCE.matcher(message).matches()) {
            return "it does not serve this resource";
        }
        if (failure.isUnparsedRequest() && (UNKNOWN_TYPE.matcher(message).find() || isNewToSome(query))) {
            return "it does not know this call or resource";
        }
        if (failure.errorClass() == null && OPERATION.matcher(message).matches()) {
            return "it does not know this call";
        }
        if (failure.isOf("ProgrammerError") && TAKEN_AWAY.matcher(message).matches()) {
            return "it does not serve this call any more";
        }
        if (failure.isOf("OpPrereqError") && RESOURCE_TYPE.matcher(message).matches()) {
            return "it does not know this resource";
        }
        return null;
    }

    private static boolean isNewToSome(@Nullable Query query) {
        if (query == null) {
            return false;
        }
        String resource = query.terms().resource();
        boolean newResource = resource != null && RESOURCES_OF_SOME_RELEASES.contains(resource);
        LuxiMethod method = query.method();
        return switch (method) {
            case QUERY_NETWORKS, QUERY_FILTERS -> true;
            case QUERY_ANY, QUERY_FIELDS -> newResource && query.terms().filter() == null;
            case QUERY_TAGS -> "network".equals(resource);
            default -> false;
        };
    }
}
