package org.paralux.proxy.shadow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paralux.luxi.LuxiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The serial number of a {@code config.data}, which grows with every write. Ganeti 3.0 has it at the very end
 * of the file; so the end is read, and the whole file, which may have megabytes, only where it is not there.
 */
final class ConfigurationSerial {
    private static final int END_BYTES = 4096;
    private static final String KEY = "serial_no";
    private static final Pattern MEMBER = Pattern.compile("\"" + KEY + "\"\\s*:\\s*(\\d{1,18})\\s*[,}]");

    private ConfigurationSerial() {}

    /**
     * Empty where the file has none.
     *
     * @throws IOException when it is not there or cannot be read
     */
    static OptionalLong of(Path file) throws IOException {
        OptionalLong atTheEnd = inEnd(end(file));
        return atTheEnd.isPresent() ? atTheEnd : inAll(file);
    }

    private static String end(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(END_BYTES);
            channel.position(Math.max(0, channel.size() - END_BYTES));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Behind the last list or object that is closed before the document is, there are members of the document alone. */
    private static OptionalLong inEnd(String end) {
        int close = end.lastIndexOf('}');
        if (close < 0) {
            return OptionalLong.empty();
        }
        int inner = Math.max(end.lastIndexOf('}', close - 1), end.lastIndexOf(']', close - 1));
        Matcher member = MEMBER.matcher(end.substring(inner + 1));
        return inner >= 0 && member.find() ? OptionalLong.of(Long.parseLong(member.group(1))) : OptionalLong.empty();
    }

    private static OptionalLong inAll(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                JsonParser parser = LuxiJson.MAPPER.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return OptionalLong.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isSerial = parser.currentName().equals(KEY);
                if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && isSerial) {
                    return OptionalLong.of(parser.getLongValue());
                }
                parser.skipChildren();
            }
            return OptionalLong.empty();
        } catch (JacksonException e) {
            return OptionalLong.empty();
        }
    }
}
