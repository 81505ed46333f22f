package hewn.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareDrawTest {
    private static final int REQUESTS = 5000;

    static DoubleStream anyShare() {
        return DoubleStream.concat(
                DoubleStream.of(0, 0.001, 0.1, 1 / 3.0, 0.5, 0.9, 0.999, 1),
                new Random(7).doubles().limit(200));
    }

    @ParameterizedTest
    @MethodSource("anyShare")
    void ofAnyNumberOfRequestsItChoosesTheShareWithinOne(double share) {
        ShareDraw draw = new ShareDraw(share, 42);
        int chosen = 0;
        for (int seen = 1; seen <= REQUESTS; seen++) {
            chosen += draw.choosesNext() ? 1 : 0;
            assertThat(Math.abs(chosen - share * seen)).as("of %s", seen).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aClientThatAsksInTheRhythmOfTheShareMeetsItAsOftenAsOthers(long seed) {
        ShareDraw draw = new ShareDraw(0.1, seed);
        int[] chosenOfEachClient = new int[10];
        for (int i = 0; i < 10_000; i++) {
            chosenOfEachClient[i % 10] += draw.choosesNext() ? 1 : 0;
        }
        assertThat(IntStream.of(chosenOfEachClient).allMatch(chosen -> chosen > 60 && chosen < 140))
                .as("%s", Arrays.toString(chosenOfEachClient))
                .isTrue();
    }

    @Test
    void theSameSeedChoosesTheSame() {
        assertThat(chosen(3)).isEqualTo(chosen(3)).isNotEqualTo(chosen(4));
    }

    private static int[] chosen(long seed) {
        ShareDraw draw = new ShareDraw(0.2, seed);
        return IntStream.range(0, 100).filter(i -> draw.choosesNext()).toArray();
    }
}
