package hewn.deployer;

import static hewn.pipeline.GenerationState.SERVING;

import org.junit.jupiter.api.BeforeEach;

/** What tests begin with: version 1 of a model serves on the devices a and b. */
abstract class ServedModel extends DeploymentFixture {
    @BeforeEach
    final void serveVersion1() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
    }
}
