package hewn.itests.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.itests.chaos.history.Allowance;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultDeckTest {
    private static final int SEEDS = 50;

    @Test
    void dealsEveryKindOnceBeforeAnyTwice() {
        FaultDeck deck = deck(1, EnumSet.allOf(FaultKind.class));
        for (int round = 0; round < 3; round++) {
            assertThat(kinds(deck, FaultKind.values().length)).doesNotHaveDuplicates();
        }
    }

    @Test
    void dealsNothingButWhatIsWantedWhateverTheOrder() {
        Set<FaultKind> wanted = EnumSet.of(FaultKind.ROLLBACK, FaultKind.CUT_LINK);
        for (int seed = 0; seed < SEEDS; seed++) {
            FaultDeck deck = deck(seed, wanted);
            for (int round = 0; round < 5; round++) {
                assertThat(kinds(deck, 2)).containsExactlyInAnyOrderElementsOf(wanted);
            }
        }
    }

    @Test
    void refusesToDealNothing() {
        assertThatThrownBy(() -> deck(1, Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static FaultDeck deck(int seed, Set<FaultKind> wanted) {
        return new FaultDeck(kind -> new Harmless(), new Random(seed), wanted);
    }

    private static List<FaultKind> kinds(FaultDeck deck, int count) {
        return Stream.generate(deck::deal)
                .limit(count)
                .map(FaultDeck.Dealt::kind)
                .toList();
    }

    private record Harmless() implements Fault {
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
