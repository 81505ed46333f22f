package hewn.deployer.review;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.deployer.generation.Active;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PlacedCostTest {
    private static final DeploymentRequest V1 = DeploymentRequest.of(new ModelId("m", 1));

    private final PlacedCost cost = new PlacedCost();
    private final Active first = serving(1);

    @Test
    void howeverSlowlyItDriftsItAddsUp() {
        assertThat(change(first, 0.100)).isEmpty();
        assertThat(change(first, 0.120)).isEmpty();
        assertThat(change(first, 0.145)).isEmpty();
        assertThat(change(first, 0.175))
                .contains("the present placement is predicted to cost 175.0 ms, no longer 100.0 ms");
    }

    @Test
    void aReviewRenewsIt() {
        change(first, 0.100);
        cost.renew(first, OptionalDouble.of(0.175));
        assertThat(change(first, 0.200)).isEmpty();
        assertThat(change(first, 0.100)).isPresent();
    }

    @Test
    void eachGenerationHasItsOwn() {
        change(first, 0.100);
        assertThat(change(serving(2), 0.300)).isEmpty();
    }

    @Test
    void whatCannotBePredictedIsNoChange() {
        change(first, 0.100);
        assertThat(cost.change(first, V1.objective(), OptionalDouble.empty())).isEmpty();
    }

    private Optional<String> change(Active serving, double seconds) {
        return cost.change(serving, V1.objective(), OptionalDouble.of(seconds));
    }

    private static Active serving(long generation) {
        return Serving.onOneDevice(V1.model(), generation);
    }
}
