package hewn.serving.tfs;

import static hewn.serving.FakeInference.any;
import static hewn.serving.FakeInference.floats;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.pipeline.InferenceRequest;
import hewn.serving.FakeInference;
import hewn.serving.Tensors;
import hewn.serving.TestServer;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PredictTest {
    private static final String GOLDEN = "/v1/models/half_plus_three:predict";
    private static final TensorSpec IDS = any("ids", ElementType.INT64);

    @Test
    void answersTheGoldenModelInRows() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            HttpResponse<String> response = server.post(GOLDEN, "{\"instances\":[1.0,2.0,5.0]}");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"predictions\":[3.5,4.0,5.5]}");
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(response.headers().firstValue("Content-Length")).hasValue("29");
            assertThat(response.headers().firstValue("Hewn-Generation")).hasValue("7");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"inputs\":[1.0,2.0,5.0]}|{\"outputs\":[3.5,4.0,5.5]}",
                "{\"inputs\":{\"x\":[1,2,5]}}|{\"outputs\":[3.5,4.0,5.5]}",
                "{\"instances\":[{\"x\":1},{\"x\":2},{\"x\":5}]}|{\"predictions\":[3.5,4.0,5.5]}",
                "{\"signature_name\":\"serving_default\",\"instances\":[1]}|{\"predictions\":[3.5]}",
                "{\"instances\":[1],\"signature_name\":\"serving_default\"}|{\"predictions\":[3.5]}",
                "{\"signature_name\":\"\",\"instances\":[1]}|{\"predictions\":[3.5]}",
                "{\"extra\":{\"a\":[1]},\"instances\":[1]}|{\"predictions\":[3.5]}",
                "{\"instances\":[NaN,Infinity,-Infinity]}|{\"predictions\":[NaN,Infinity,-Infinity]}",
                "{\"instances\":[1e-1,-2E2]}|{\"predictions\":[3.05,-97.0]}",
            })
    void answersEveryForm(String request, String expected) throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            HttpResponse<String> response = server.post(GOLDEN, request);

            assertThat(response.body()).isEqualTo(expected);
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void passesVersionAndSignatureOnAsTheyWereAsked() throws Exception {
        FakeInference golden = FakeInference.halfPlusThree();
        try (TestServer server = TestServer.of(golden)) {
            server.post(
                    "/v1/models/half_plus_three/versions/123:predict",
                    "{\"signature_name\":\"serving_default\",\"instances\":[1]}");
            server.post(GOLDEN, "{\"instances\":[1]}");

            InferenceRequest specific = golden.next();
            assertThat(specific.version()).hasValue(123);
            assertThat(specific.signature()).hasValue("serving_default");
            InferenceRequest latest = golden.next();
            assertThat(latest.version()).isEmpty();
            assertThat(latest.signature()).isEmpty();
        }
    }

    @Test
    void readsAnyRankInRowMajorOrder() throws Exception {
        FakeInference echo = FakeInference.echo(IDS);
        try (TestServer server = TestServer.of(echo)) {
            String rows = "[[[1,2],[3,4],[5,6]],[[7,8],[9,10],[11,12]]]";
            HttpResponse<String> response = server.post("/v1/models/echo:predict", "{\"instances\":" + rows + "}");

            assertThat(response.body()).isEqualTo("{\"predictions\":" + rows + "}");
            assertThat(echo.next().inputs())
                    .containsEntry("ids", Tensors.longs(Shape.of(2, 3, 2), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        }
    }

    @Test
    void readsAndWritesScalarsAndEmptyListsInColumns() throws Exception {
        FakeInference echo = FakeInference.echo(IDS);
        try (TestServer server = TestServer.of(echo)) {
            assertThat(server.post("/v1/models/echo:predict", "{\"inputs\":7}").body())
                    .isEqualTo("{\"outputs\":7}");
            assertThat(server.post("/v1/models/echo:predict", "{\"inputs\":[[],[]]}")
                            .body())
                    .isEqualTo("{\"outputs\":[[],[]]}");
        }
    }

    @Test
    void givesSeveralOutputsAsObjects() throws Exception {
        FakeInference two = FakeInference.echo(floats("a"), IDS);
        try (TestServer server = TestServer.of(two)) {
            assertThat(server.post(
                                    "/v1/models/echo:predict",
                                    "{\"instances\":[{\"a\":0.5,\"ids\":[1,2]},{\"ids\":[3,4],\"a\":1.5}]}")
                            .body())
                    .isEqualTo("{\"predictions\":[{\"a\":0.5,\"ids\":[1,2]},{\"a\":1.5,\"ids\":[3,4]}]}");
            assertThat(server.post("/v1/models/echo:predict", "{\"inputs\":{\"a\":[0.5,1.5],\"ids\":[[1,2],[3,4]]}}")
                            .body())
                    .isEqualTo("{\"outputs\":{\"a\":[0.5,1.5],\"ids\":[[1,2],[3,4]]}}");
        }
    }

    @Test
    void refusesRowsOfOutputsThatDisagreeOnTheirNumber() throws Exception {
        FakeInference odd = new FakeInference()
                .serves("odd", 1, List.of(floats("x")), List.of(floats("a"), floats("b")))
                .answering(request -> Map.of("a", Tensors.floats(1, 2), "b", Tensors.floats(1, 2, 3)));
        try (TestServer server = TestServer.of(odd)) {
            HttpResponse<String> rows = server.post("/v1/models/odd:predict", "{\"instances\":[1,2]}");

            assertThat(rows.statusCode()).isEqualTo(400);
            assertThat(rows.body()).contains("has inconsistent batch size: ");
            assertThat(server.post("/v1/models/odd:predict", "{\"inputs\":[1,2]}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void readsTextAndBytes() throws Exception {
        FakeInference echo = FakeInference.echo(any("s", ElementType.STRING));
        try (TestServer server = TestServer.of(echo)) {
            HttpResponse<String> response = server.post(
                    "/v1/models/echo:predict", "{\"instances\":[\"gr\\u00fcn\",{\"b64\":\"aGV3bg==\"},\"\"]}");

            assertThat(response.body()).isEqualTo("{\"predictions\":[\"grün\",\"hewn\",\"\"]}");
            assertThat(echo.next().inputs()).containsEntry("s", Tensors.strings("grün", "hewn", ""));
            assertThat(server.post("/v1/models/echo:predict", "{\"inputs\":{\"b64\":\"aGV3bg==\"}}")
                            .body())
                    .isEqualTo("{\"outputs\":\"hewn\"}");
        }
    }

    @Test
    void writesBytesWhereTheNameSaysSoOrTextIsImpossible() throws Exception {
        TensorSpec text = any("text", ElementType.STRING);
        TensorSpec image = any("image_bytes", ElementType.STRING);
        FakeInference model = new FakeInference()
                .serves("m", 1, List.of(text), List.of(text, image))
                .answering(request -> {
                    Map<String, Tensor> outputs = new LinkedHashMap<>();
                    outputs.put("text", Tensors.bytes(new byte[] {(byte) 0xff}));
                    outputs.put("image_bytes", Tensors.strings("hewn"));
                    return outputs;
                });
        try (TestServer server = TestServer.of(model)) {
            assertThat(server.post("/v1/models/m:predict", "{\"instances\":[\"x\"]}")
                            .body())
                    .isEqualTo(
                            "{\"predictions\":[{\"text\":{\"b64\":\"/w==\"},\"image_bytes\":{\"b64\":\"aGV3bg==\"}}]}");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"STRING", "BOOL"},
            mode = EnumSource.Mode.EXCLUDE)
    void readsAndWritesNumbersOfEveryType(ElementType type) throws Exception {
        try (TestServer server = TestServer.of(FakeInference.echo(any("x", type)))) {
            String row = type.name().contains("FLOAT") ? "[0.0,1.0,2.5]" : "[0,1,127]";
            assertThat(server.post("/v1/models/echo:predict", "{\"instances\":" + row + "}")
                            .body())
                    .isEqualTo("{\"predictions\":" + row + "}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INT8,-128,127,128",
        "INT16,-32768,32767,32768",
        "INT32,-2147483648,2147483647,2147483648",
        "INT64,-9223372036854775808,9223372036854775807,9223372036854775808",
        "UINT8,0,255,-1",
        "UINT16,0,65535,65536",
        "UINT32,0,4294967295,4294967296",
        "UINT64,0,18446744073709551615,18446744073709551616",
    })
    void keepsToTheRangeOfEachType(ElementType type, String least, String greatest, String beyond) throws Exception {
        try (TestServer server = TestServer.of(FakeInference.echo(any("x", type)))) {
            String row = "[" + least + "," + greatest + "]";
            assertThat(server.post("/v1/models/echo:predict", "{\"instances\":" + row + "}")
                            .body())
                    .isEqualTo("{\"predictions\":" + row + "}");
            HttpResponse<String> refused = server.post("/v1/models/echo:predict", "{\"instances\":[" + beyond + "]}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("is not of expected type: " + type.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void refusesWhatHalfPrecisionCannotHold() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.echo(any("x", ElementType.FLOAT16)))) {
            assertThat(server.post("/v1/models/echo:predict", "{\"instances\":[65504.0]}")
                            .body())
                    .isEqualTo("{\"predictions\":[65504.0]}");
            assertThat(server.post("/v1/models/echo:predict", "{\"instances\":[70000.0]}")
                            .body())
                    .contains("Cannot convert JSON value: 70000.0 without loss of precision");
        }
    }

    @Test
    void writesTruthValues() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.echo(any("x", ElementType.BOOL)))) {
            assertThat(server.post("/v1/models/echo:predict", "{\"instances\":[true,false]}")
                            .body())
                    .isEqualTo("{\"predictions\":[true,false]}");
        }
    }

    @Test
    void writesFloatsInTheirShortestForm() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.echo(floats("x")))) {
            // Double.toString and Float.toString of JDK 17 write more digits for these.
            String row = "[0.1,0.2,1.0E10,2.0E-3,1.17549435E-38,3.4028235E38,2.2204460E-16]";
            assertThat(server.post("/v1/models/echo:predict", "{\"instances\":" + row + "}")
                            .body())
                    .isEqualTo("{\"predictions\":[0.1,0.2,1.0E10,0.002,1.1754944E-38,3.4028235E38,2.220446E-16]}");
        }
    }

    @Test
    void findsTheSignatureAlsoBehindTheData() throws Exception {
        TensorSpec words = any("words", ElementType.STRING);
        FakeInference two = new FakeInference()
                .serves("m", 1, "numbers", List.of(floats("x")), List.of(floats("x")), true)
                .serves("m", 1, "texts", List.of(words), List.of(words), true)
                .answering(InferenceRequest::inputs);
        try (TestServer server = TestServer.of(two)) {
            assertThat(server.post("/v1/models/m:predict", "{\"instances\":[\"a\"],\"signature_name\":\"texts\"}")
                            .body())
                    .isEqualTo("{\"predictions\":[\"a\"]}");
            assertThat(server.post("/v1/models/m:predict", "{\"instances\":[0.5]}")
                            .body())
                    .isEqualTo("{\"predictions\":[0.5]}");
        }
    }

    @Test
    void writesLargeAnswersInPieces() throws Exception {
        int count = 300_000;
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i / 8f;
        }
        FakeInference large = new FakeInference()
                .serves("large", 1, List.of(floats("x")), List.of(floats("y")))
                .answering(request -> Map.of("y", Tensors.floats(Shape.of(3, count / 3), values)));
        try (TestServer server = TestServer.of(large)) {
            HttpResponse<String> response = server.post("/v1/models/large:predict", "{\"instances\":[1]}");

            assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
            String[] rows = response.body()
                    .substring("{\"predictions\":[[".length(), response.body().length() - 3)
                    .split("\\],\\[");
            assertThat(rows).hasSize(3);
            assertThat(rows[2].split(",")).hasSize(count / 3).endsWith("37499.875");
        }
    }

    @Test
    void readsBodiesWithoutAnAnnouncedLength() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            byte[] body = "{\"instances\":[1.0,2.0,5.0]}".getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> response = server.client()
                    .send(
                            HttpRequest.newBuilder(server.uri(GOLDEN))
                                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo("{\"predictions\":[3.5,4.0,5.5]}");
        }
    }

    @Test
    void findsModelsByTheirEncodedNames() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            assertThat(server.post("/v1/models/half%5Fplus_three:predict", "{\"instances\":[1]}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.post("/v1/MODELS/half_plus_three:Predict", "{\"instances\":[1]}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void checksShapesAgainstTheSignature() throws Exception {
        TensorSpec image = new TensorSpec(
                "image",
                ElementType.FLOAT32,
                PartialShape.of(List.of(OptionalLong.empty(), OptionalLong.of(2), OptionalLong.of(2))));
        try (TestServer server = TestServer.of(FakeInference.echo(image))) {
            HttpResponse<String> refused = server.post("/v1/models/echo:predict", "{\"instances\":[[1,2,3]]}");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("input 'image' has shape [1,3], but the model expects float [-1,2,2]");
        }
    }
}
