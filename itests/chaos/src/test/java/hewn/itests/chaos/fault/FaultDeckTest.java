package hewn.itests.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.itests.chaos.history.Allowance;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultDeckTest {
    private static final int KINDS = 20;
    private static final int SEEDS = 50;

    @Test
    void dealsEveryKindOnceBeforeAnyTwice() {
        FaultDeck deck = deck(1, name -> true);
        for (int round = 0; round < 3; round++) {
            assertThat(names(deck, KINDS)).doesNotHaveDuplicates();
        }
    }

    @Test
    void dealsNothingButWhatIsWantedWhateverTheOrder() {
        Set<String> wanted = Set.of("kind 3", "kind 7");
        for (int seed = 0; seed < SEEDS; seed++) {
            FaultDeck deck = deck(seed, wanted::contains);
            for (int round = 0; round < 5; round++) {
                assertThat(names(deck, 2)).containsExactlyInAnyOrderElementsOf(wanted);
            }
        }
    }

    @Test
    void refusesNamesThatNoKindHas() {
        assertThatThrownBy(() -> deck(1, "typo"::equals).deal())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("kind 0", "kind 19");
    }

    private static FaultDeck deck(int seed, Predicate<String> wanted) {
        List<Supplier<Fault>> kinds = IntStream.range(0, KINDS)
                .<Supplier<Fault>>mapToObj(number -> () -> new Harmless("kind " + number))
                .toList();
        return new FaultDeck(kinds, new Random(seed), wanted);
    }

    private static List<String> names(FaultDeck deck, int count) {
        return Stream.generate(deck::deal).limit(count).map(Fault::name).toList();
    }

    private record Harmless(String name) implements Fault {
        @Override
        public Allowance allowance() {
            return Allowance.REFUSALS;
        }

        @Override
        public Injection inject() {
            return new Injection.Done("nobody");
        }

        @Override
        public void heal() {}
    }
}
