package hewn.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hewn.cli.CliException;
import hewn.cli.api.Plans;
import hewn.cli.api.Plans.Plan;
import hewn.placement.PlacementProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPlannerTest {
    private final LocalPlanner planner = new LocalPlanner();

    @TempDir
    private Path folder;

    @Test
    void asksTheStrategiesOfAFolderWithTheDefaultsOfTheirConfiguration() throws Exception {
        StrategyBundle.of(folder.resolve("last.jar"), LastDevice.class, "last", LastDevice.Config.class);
        Files.writeString(folder.resolve("readme.txt"), "no jar");
        planner.addFolder(folder);
        List<String> asked = new ArrayList<>();
        List<Plan> plans =
                Plans.read(planner.plan(problem(), List.of(), asked::add)).plans();
        assertThat(asked).containsExactly("last");
        assertThat(plans.get(0).placed()).isTrue();
        assertThat(plans.get(0).explanation()).startsWith("3 tries\n");
        assertThat(plans.get(0).stages().orElseThrow().get(0).device()).isEqualTo("hall");
    }

    @Test
    void aJarThatIsNamedComesBeforeThoseOfTheFolder() throws Exception {
        StrategyBundle.of(folder.resolve("last.jar"), LastDevice.class, "mine", LastDevice.Config.class);
        planner.addFolder(folder);
        planner.addJar(StrategyBundle.of(folder.resolve("stubborn.zip"), Stubborn.class, "mine"));
        Plan plan = Plans.read(planner.plan(problem(), List.of("mine"), name -> {}))
                .plans()
                .get(0);
        assertThat(plan.placed()).isFalse();
        assertThat(plan.explanation()).isEqualTo("I do not want to");
    }

    @Test
    void saysWhichStrategiesThereAre() throws Exception {
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> planner.plan(problem(), List.of(), name -> {}))
                .withMessageContaining("no strategy");
        planner.addJar(StrategyBundle.of(folder.resolve("mine.jar"), Stubborn.class, "stubborn"));
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> planner.plan(problem(), List.of("other"), name -> {}))
                .satisfies(refused -> assertThat(refused.remedy()).contains("stubborn"));
    }

    @Test
    void refusesAJarWithoutAStrategyAndOneThatCantBeMade() throws Exception {
        Path junk = Files.writeString(folder.resolve("junk.jar"), "no jar");
        assertThatExceptionOfType(CliException.class).isThrownBy(() -> planner.addJar(junk));
        Path lacking = StrategyBundle.of(folder.resolve("lacking.jar"), LocalPlannerTest.class, "test");
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> planner.addJar(lacking))
                .withMessageContaining("can't be made");
    }

    @Test
    void aStrategySeesTheContractsAndNothingElseOfThisProgram() {
        ContractsLoader loader = new ContractsLoader();
        assertThat(loader)
                .satisfies(l -> assertThat(l.loadClass(PlacementProblem.class.getName()))
                        .isSameAs(PlacementProblem.class));
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> loader.loadClass(LocalPlanner.class.getName()));
    }

    private static PlacementProblem problem() throws Exception {
        try (var in = LocalPlannerTest.class.getResourceAsStream("problem.json")) {
            return ProblemSource.problem(in.readAllBytes(), "problem.json");
        }
    }
}
