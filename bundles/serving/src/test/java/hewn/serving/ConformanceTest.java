package hewn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.conformance.Conformance;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ConformanceTest {
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.of(FakeInference.halfPlusThree());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> conforms() {
        return Conformance.all("half_plus_three", "123").stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.path() + " " + one.name(),
                        () -> assertThat(one.run(server.client(), server.uri("/")))
                                .isEmpty()));
    }
}
