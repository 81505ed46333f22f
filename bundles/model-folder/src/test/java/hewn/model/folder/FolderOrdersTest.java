package hewn.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.pipeline.GenerationStatus;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose order it is that serves, when a model leaves the folder. */
class FolderOrdersTest extends FolderFixture {
    @BeforeEach
    void haveAnotherModel() {
        gateway().put("other", 1);
        gateway().settle();
        gateway().ordered();
    }

    @Test
    void endsWhatBeganToServeAfterTheLastLookBeforeARestart() {
        hold();
        appear(1);
        gateway().deployments().release();
        restart();
        leave();
        assertServesNothing();
        assertOrdered(M1);
    }

    @Test
    void endsWhatBeganToServeAndVanishedWhileNobodyLooked() {
        hold();
        appear(1);
        gateway().deployments().release();
        ModelFiles.delete(root().resolve("m"));
        gateway().restart();
        gateway().scan();
        assertServes(1);
        gateway().settle();
        assertServesNothing();
    }

    @Test
    void endsWhatWasOnItsWayWhenItsSettingsChanged() {
        hold();
        appear(1);
        restart();
        arrive();
        leave();
        assertServesNothing();
        assertOrdered(M1);
    }

    @Test
    void endsWhatItHeldWhenItsMemoryWasLost() throws IOException {
        appear(1);
        Files.writeString(data().resolve("memory.properties"), "folder=" + root() + "\nmodel.m=damaged");
        restart();
        leave();
        assertServesNothing();
        assertOrdered(M1);
    }

    @Test
    void leavesAloneWhatWasOrderedBeforeTheFolderHeldItThoughNothingWasRemembered() throws Exception {
        gateway().repository().keep(M1);
        order(M1);
        gateway().restart();
        gateway().scan();
        appear(1);
        leave();
        assertServes(1);
    }

    @Test
    void endsWhatItDeployedThoughARepairGaveItAnotherNumberBeforeARestart() {
        appear(1);
        gateway().deployments().repair("m");
        gateway().deployments().bringBack("m");
        restart();
        leave();
        assertServesNothing();
    }

    @Test
    void aPromotedCanaryIsSomebodysThoughItBeganBeforeTheFoldersLastOrder() {
        appear(1);
        GenerationStatus canary = gateway().deployments().tryOut(M2);
        failWith("NO_PLACEMENT");
        appear(3);
        failNoMore();
        gateway().deployments().promote(canary);
        deviceJoins();
        assertServes(2);
        leave();
        assertServes(2);
    }

    @Test
    void anOrderThatFailsLeavesTheFoldersVersionToTheFolder() throws Exception {
        appear(1);
        hold();
        order(M1);
        gateway().settle();
        failToArrive();
        leave();
        assertServesNothing();
    }

    @Test
    void theFolderDeploysWhatSomebodyOrderedInVain() throws Exception {
        hold();
        order(M1);
        appear(1);
        failToArrive();
        assertOrdered(M1, M1);
        leave();
        assertServesNothing();
    }

    @Test
    void endsAfterAnOrderOnItsWayHasFailed() throws Exception {
        appear(2);
        hold();
        order(M1);
        leave();
        assertServes(2);
        failToArrive();
        assertServesNothing();
    }

    @Test
    void leavesAloneAnOrderThatWasOnItsWay() throws Exception {
        appear(2);
        hold();
        order(M1);
        leave();
        arrive();
        assertServes(1);
    }

    @Test
    void triesAgainToGoBackWhenADeviceJoinsAndSaysSoUntilThen() throws Exception {
        gateway().repository().keep(M1);
        order(M1);
        appear(2);
        failWith("NO_PLACEMENT");
        leave();
        gateway().settle();
        assertOrdered(M1, M2, M1);
        assertThat(gateway().faults()).containsOnlyKeys(root().resolve("m"));
        assertServes(2);
        failNoMore();
        deviceJoins();
        assertServes(1);
        assertThat(gateway().faults()).isEmpty();
    }

    @Test
    void forgetsToGoBackWhenTheModelIsThereAgain() throws Exception {
        gateway().repository().keep(M1);
        order(M1);
        appear(2);
        hold();
        leave();
        appear(2);
        arrive();
        assertServes(2);
        assertThat(gateway().faults()).isEmpty();
    }

    @Test
    void undeploysWhenWhatWasOrderedBeforeIsGone() throws Exception {
        order(M1); // which the repository does not keep
        appear(2);
        leave();
        assertServesNothing();
        assertThat(gateway().faults()).isEmpty();
    }

    @Test
    void undeploysWhatReplacedAnOrderInTwoSteps() throws Exception {
        gateway().repository().keep(M1);
        order(M1);
        appear(2);
        appear(3);
        leave();
        assertServesNothing();
    }
}
