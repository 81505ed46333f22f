package hewn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The samples of {@code docs/serving.md} give what the page says. */
final class DocumentationTest {
    private static final Pattern SAMPLE = Pattern.compile(
            "curl -d '(?<body>[^']+)' (?:\\\\\\n *)?http://127\\.0\\.0\\.1:8080(?<path>\\S+)\\n# (?<answer>.+)\\n");
    private static final Pattern QUERY = Pattern.compile("\\ncurl http://127\\.0\\.0\\.1:8080(?<path>\\S+)");
    private static final Pattern KEYED = Pattern.compile(
            "curl -i -H '(?<header>[^:]+): (?<key>[^']+)' -d '(?<body>[^']+)' \\\\\\n *http://127\\.0\\.0\\.1:8080(?<path>\\S+)\\n");

    private static String page() throws Exception {
        return Files.readString(Path.of(System.getProperty("hewn.root"), "docs/serving.md"));
    }

    private static FakeInference halfPlusThree() {
        return new FakeInference()
                .serves("half_plus_three", 1, List.of(FakeInference.floats("x")), List.of(FakeInference.floats("y")))
                .answering(request ->
                        Map.of("y", FakeInference.halfPlusThree(request.inputs().get("x"))));
    }

    @Test
    void answersAsThePageSays() throws Exception {
        List<MatchResult> samples = SAMPLE.matcher(page()).results().toList();
        assertThat(samples).hasSize(3);
        try (TestServer server = TestServer.of(halfPlusThree())) {
            for (MatchResult sample : samples) {
                assertThat(server.post(sample.group(2), sample.group(1)).body()).isEqualTo(sample.group(3));
            }
        }
    }

    @Test
    void repeatsAnAnswerAsThePageSays() throws Exception {
        MatchResult sample = KEYED.matcher(page()).results().findFirst().orElseThrow();
        try (TestServer server = TestServer.of(halfPlusThree())) {
            HttpResponse<String> first =
                    server.post(sample.group(4), sample.group(3), sample.group(1), sample.group(2));
            HttpResponse<String> again =
                    server.post(sample.group(4), sample.group(3), sample.group(1), sample.group(2));
            assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
            assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
            assertThat(again.body()).isEqualTo(first.body()).contains("3.5");
        }
    }

    @Test
    void answersEveryQueryOfThePage() throws Exception {
        List<MatchResult> queries = QUERY.matcher(page()).results().toList();
        assertThat(queries).hasSize(4);
        try (TestServer server = TestServer.of(halfPlusThree())) {
            for (MatchResult query : queries) {
                assertThat(server.get(query.group(1)).statusCode()).isEqualTo(200);
            }
        }
    }
}
