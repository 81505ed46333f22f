package hewn.repository;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.repository.RangeRequest.Part;
import hewn.repository.RangeRequest.Unsatisfiable;
import hewn.repository.RangeRequest.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeRequestTest {
    private static final long SIZE = 10_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=5-, 5, 9999999999",
        "bytes=0-99999999999, 0, 9999999999",
        "bytes=9999999999-, 9999999999, 9999999999",
        "bytes=-1, 9999999999, 9999999999",
        "bytes=-99999999999, 0, 9999999999",
        "bytes=0-99999999999999999999999999, 0, 9999999999",
        "Bytes=3000000000-3000000001, 3000000000, 3000000001"
    })
    void findsTheBytesThatAreAskedFor(String header, long first, long last) {
        assertThat(RangeRequest.of(header, SIZE)).isEqualTo(new Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10000000000-", "bytes=99999999999999999999-", "bytes=-0"})
    void tellsThatThereAreNoSuchBytes(String header) {
        assertThat(RangeRequest.of(header, SIZE)).isEqualTo(new Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=0-1,5-6", "lines=0-1"})
    void ignoresWhatItDoesNotUnderstand(String header) {
        assertThat(RangeRequest.of(header, SIZE)).isEqualTo(new Whole());
    }

    @Test
    void findsNothingInAnEmptyFile() {
        assertThat(RangeRequest.of("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
        assertThat(RangeRequest.of("bytes=-5", 0)).isEqualTo(new Unsatisfiable());
    }
}
