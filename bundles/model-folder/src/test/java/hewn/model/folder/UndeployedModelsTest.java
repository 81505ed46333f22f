package hewn.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;

/** What the folder makes of versions that somebody undeployed, and removed from the repository. */
class UndeployedModelsTest extends FolderFixture {
    @Test
    void saysOnceThatAVersionWasUndeployedAndHowItIsDeployedAgain() throws Exception {
        appear(1);
        assertThat(gateway().noted()).isEmpty();
        undeploy();
        gateway().settle();
        restart();
        assertServesNothing();
        assertThat(gateway().faults()).isEmpty();
        assertThat(gateway().noted())
                .first()
                .isEqualTo(
                        "root/m/1 is not deployed, for 'm' was undeployed; 'hewn deploy --model m --model-version 1' deploys it again");
        gateway().settle();
        assertThat(gateway().noted()).isEmpty();
        order(M1);
        gateway().settle();
        assertThat(gateway().notes()).isEmpty();
    }

    @Test
    void saysHowAVersionIsDeployedAgainThatWasRemovedToo() {
        appear(1);
        undeploy();
        gateway().repository().remove(M1);
        gateway().settle();
        assertServesNothing();
        assertThat(gateway().repository().list()).isEmpty();
        assertThat(gateway().notes().values())
                .singleElement()
                .asString()
                .contains("'hewn deploy PATH --model m --model-version 1'");
    }

    @Test
    void whatFailedOrLeftOrIsReplacedByAnOrderWasNotUndeployed() throws Exception {
        failWith("VERIFICATION_FAILED");
        appear(1);
        failNoMore();
        assertThat(gateway().notes()).isEmpty();
        appear(2);
        order(M1);
        gateway().settle();
        assertThat(gateway().notes()).isEmpty();
        undeploy();
        leave();
        assertThat(gateway().notes()).isEmpty();
    }

    @Test
    void newFilesOfAVersionAreDeployedOnceTheRepositoryHasTheOldOnesNoMore() {
        appear(1);
        ModelFiles.write(gateway().version("m", 1), ModelFiles.whole("something else"));
        gateway().settle();
        assertThat(gateway().faults()).containsOnlyKeys(gateway().version("m", 1));
        undeploy();
        gateway().settle();
        assertServesNothing();
        gateway().repository().remove(M1);
        gateway().settle();
        assertThat(gateway().faults()).isEmpty();
        assertThat(gateway().notes()).isEmpty();
        assertServes(1);
        assertOrdered(M1, M1);
        assertThat(gateway().repository().models()).containsEntry(M1, ModelFiles.whole("something else"));
    }

    @Test
    void theHealthCheckTellsOfBothWithoutAWarningForWhatWasUndeployed() {
        appear(1);
        undeploy();
        gateway().settle();
        SortedMap<Path, String> notes = new TreeMap<>(gateway().notes());
        Result result = new ModelFolderCheck(TreeMap::new, () -> notes).execute();
        assertThat(result.getStatus()).isEqualTo(Result.Status.OK);
        assertThat(result.toString()).contains("'m' was undeployed");
    }

    private void undeploy() {
        assertThat(gateway().deployments().undeploy("m")).isTrue();
    }
}
