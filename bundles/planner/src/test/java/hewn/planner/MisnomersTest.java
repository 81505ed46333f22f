package hewn.planner;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.placement.Infeasible;
import hewn.placement.PlacementStrategy;
import hewn.placement.Planner.Unoffered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MisnomersTest {
    private static final PlacementStrategy ANY = problem -> new Infeasible("any");
    private static final Unoffered MISSPELT = new Unoffered("first-fti", "'Strategies of models' for stamp");
    private static final PlannerSettings SETTINGS = new PlannerSettings(
            List.of("mine"), List.of("mine"), Map.of("stamp", List.of("first-fti")), Duration.ofSeconds(1));

    private final StrategyShelf shelf = new StrategyShelf();
    private final Misnomers misnomers = new Misnomers(shelf);

    MisnomersTest() {
        shelf.add("mine", ANY, 0);
    }

    @Test
    void namesWhatIsConfiguredAndWhere() {
        assertThat(misnomers.in(SETTINGS)).containsExactly(MISSPELT);
        shelf.remove(ANY);
        assertThat(misnomers.in(SETTINGS)).containsExactly(new Unoffered("mine", "'Strategies'"), MISSPELT);
    }

    @Test
    void doesNotMissWhatTheFormNamesByItself() {
        PlannerSettings standard = new PlannerSettings(
                List.of("optimal-throughput", "greedy"), List.of("optimal-latency"), Map.of(), Duration.ofSeconds(1));
        assertThat(misnomers.in(standard)).isEmpty();
    }

    @Test
    void tellsOfEachOnceUntilItIsOfferedOrTheSettingsChange() {
        assertThat(misnomers.tell(SETTINGS)).containsExactly(MISSPELT);
        assertThat(misnomers.tell(SETTINGS)).isEmpty();
        misnomers.forget();
        assertThat(misnomers.tell(SETTINGS)).containsExactly(MISSPELT);
        PlacementStrategy late = problem -> new Infeasible("late");
        shelf.add("first-fti", late, 0);
        assertThat(misnomers.tell(SETTINGS)).isEmpty();
        shelf.remove(late);
        assertThat(misnomers.tell(SETTINGS)).containsExactly(MISSPELT);
    }

    @Test
    void aStrategyThatIsNotTrustedAnyMoreIsNotMissing() {
        shelf.quarantine(shelf.find("mine").orElseThrow(), "it hung");
        assertThat(misnomers.in(SETTINGS)).containsExactly(MISSPELT);
    }
}
