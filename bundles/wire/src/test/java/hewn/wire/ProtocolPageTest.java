package hewn.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/protocol.md} shows is what is sent. */
class ProtocolPageTest {
    private static final Path PAGE = Path.of(System.getProperty("hewn.root", "../.."), "docs", "protocol.md");
    private static final Pattern SAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void showsOneSampleOfEveryMessageAsItIsSent() throws IOException {
        List<String> shown = SAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(found -> pretty(found.group(1).getBytes(StandardCharsets.UTF_8)))
                .toList();
        List<String> sent = Messages.samples().stream()
                .map(new MessageCodec()::encode)
                .map(this::pretty)
                .toList();
        assertThat(shown).containsExactlyElementsOf(sent);
    }

    private String pretty(byte[] text) {
        try {
            JsonNode tree = json.readTree(text);
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (IOException unfit) {
            throw new UncheckedIOException(unfit);
        }
    }
}
