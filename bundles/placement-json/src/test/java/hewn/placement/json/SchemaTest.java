package hewn.placement.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import hewn.placement.PlacementProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written fits the schema that is published, and what the schema refuses is refused. */
class SchemaTest {
    private static final Path PUBLISHED = Path.of(System.getProperty("hewn.root"), "docs/problem.schema.json");

    @ParameterizedTest
    @MethodSource
    void whatIsWrittenFitsThePublishedSchema(byte[] file) throws IOException {
        assertThat(violations(new String(file, UTF_8))).isEmpty();
    }

    static Stream<byte[]> whatIsWrittenFitsThePublishedSchema() {
        PlacementProblem problem = Problems.full();
        return Stream.of(
                ProblemFile.write(problem),
                FleetFile.write(problem.fleet()),
                GraphFile.write(problem.graph()),
                PlacementFile.write(problem.current().orElseThrow()));
    }

    @Test
    void whatIsWrittenByHandFitsThePublishedSchema() throws Exception {
        assertThat(violations(new String(Problems.file("by-hand.json"), UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": \"fleet\", \"devices\": []}",
                "{\"schema\": 2, \"kind\": \"fleet\", \"devices\": []}",
                "{\"schema\": 1, \"kind\": \"fleet\"}",
                "{\"schema\": 1, \"kind\": \"fleet\", \"devices\": [], \"link\": []}",
                "{\"schema\": 1, \"kind\": \"fleet\", \"devices\": [{\"id\": \"a\", \"memory\": \"1 megabyte\", \"speed\": 1}]}",
                "{\"schema\": 1, \"kind\": \"placement\", \"stages\": [{\"device\": \"a b\", \"firstLayer\": 0, \"lastLayer\": 0}]}"
            })
    void whatTheSchemaRefusesIsRefused(String file) throws IOException {
        assertThat(violations(file)).isNotEmpty();
        assertThat(isRead(file)).isFalse();
    }

    private static boolean isRead(String file) {
        try {
            if (file.contains("placement")) {
                PlacementFile.read(file.getBytes(UTF_8), Problems.full().costs());
            } else {
                FleetFile.read(file.getBytes(UTF_8));
            }
            return true;
        } catch (PlacementFileException refused) {
            return false;
        }
    }

    private static Set<ValidationMessage> violations(String file) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(PUBLISHED));
        return schema.validate(file, InputFormat.JSON);
    }
}
