package hewn.placement;

import static hewn.placement.Site.A;
import static hewn.placement.Site.B;
import static hewn.placement.Site.C;
import static hewn.placement.Site.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.graph.EarlyExit;
import hewn.graph.LayerRange;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CostModelTest {
    private static final Offset<Double> EXACTLY = Offset.offset(1e-12);

    /** What the assumed link takes for its latency. */
    private static final double MILLISECOND = 0.001;

    private final CostModel costs = costs(Site.OVERHEADS);

    @Test
    void aStageTakesItsWorkDividedByItsDevicesSpeed() {
        assertThat(costs.stageSeconds(new LayerRange(1, 3), Site.FLEET.device(B).orElseThrow()))
                .isEqualTo((2e6 + 3e6) / 2e6, EXACTLY);
    }

    @Test
    void aHopTakesItsWholeCutSetOverTheMeasuredLink() {
        assertThat(costs.hopSeconds(1, A, B)).isEqualTo(0.5 + 4 * (200 + 50) / 1000.0, EXACTLY);
    }

    @Test
    void anUnmeasuredLinkIsTakenForAWiredOne() {
        assertThat(costs.hopSeconds(1, B, A))
                .isEqualTo(FleetSnapshot.assumed(B, A).seconds(1000), EXACTLY);
        assertThat(costs.hopSeconds(1, B, A)).isEqualTo(MILLISECOND + 1000 / 12.5e6, EXACTLY);
    }

    @Test
    void nothingIsSentToTheSameDevice() {
        assertThat(costs.hopSeconds(1, A, A)).isZero();
    }

    @Test
    void memoryIsWeightsAndPeakActivationsAndBuffersForEachCutAndTheRuntime() {
        assertThat(costs.memoryBytes(new LayerRange(1, 3)))
                .isEqualTo((2 + 3) * MIB + 900 + 2 * (1000 + 100) + Site.OVERHEADS.runtimeBytes());
    }

    @Test
    void theRuntimeTakesMemoryForEachLayerAndForCopiesOfWeightsAndActivations() {
        CostModel taking = costs(new Overheads(100, 0, 0, 7, 1.5, 3));
        assertThat(taking.memoryBytes(new LayerRange(1, 3))).isEqualTo(100 + 2 * 7 + (2 + 3) * MIB * 3 / 2 + 3 * 900);
    }

    @Test
    void withoutOverheadsAStageTakesItsWeightsAndActivationsAlone() {
        assertThat(costs(Overheads.NONE).memoryBytes(new LayerRange(1, 3))).isEqualTo((2 + 3) * MIB + 900);
    }

    @Test
    void weightsAndActivationsAreInMemoryOnceAtLeast() {
        assertThatThrownBy(() -> new Overheads(0, 0, 0, 0, 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weightCopies=0.5");
        assertThatThrownBy(() -> new Overheads(0, 0, 0, 0, 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("activationCopies=NaN");
    }

    private static CostModel costs(Overheads overheads) {
        return new CostModel(Site.GRAPH, Site.FLEET, List.of(), overheads);
    }

    @Test
    void aPredictionStartsAndEndsAtTheGateway() {
        Prediction prediction = costs.predict(List.of(Site.stage(0, 1, A), Site.stage(1, 4, B)));
        assertThat(prediction.stageSeconds()).containsExactly(1.0, 4.5);
        assertThat(prediction.hopSeconds())
                .containsExactly(
                        costs.hopSeconds(0, DeviceId.GATEWAY, A),
                        costs.hopSeconds(1, A, B),
                        costs.hopSeconds(4, B, DeviceId.GATEWAY));
        assertThat(prediction.stageMemoryBytes())
                .containsExactly(costs.memoryBytes(new LayerRange(0, 1)), costs.memoryBytes(new LayerRange(1, 4)));
        assertThat(prediction.bytesMoved()).isEqualTo(40 + 1000 + 4);
        assertThat(prediction.bottleneckSeconds()).isEqualTo(4.5);
        assertThat(prediction.latencySeconds()).isEqualTo(1 + 4.5 + 1.5 + 2 * MILLISECOND + (40 + 4) / 12.5e6, EXACTLY);
        assertThat(prediction.throughputPerSecond()).isEqualTo(1 / 4.5, EXACTLY);
    }

    @Test
    void aLinkCarriesTheNextSampleWhileTheLastOneTravels() {
        Prediction prediction = costs.predict(List.of(Site.stage(0, 1, A), Site.stage(1, 4, B)));
        assertThat(costs.hopBusySeconds(1, A, B)).isEqualTo(costs.hopSeconds(1, A, B) - 0.5, EXACTLY);
        assertThat(prediction.hopBusySeconds().get(1)).isEqualTo(costs.hopBusySeconds(1, A, B));
        assertThat(new Prediction(List.of(1.0), List.of(5.0, 2.0), List.of(0.5, 2.0), List.of(1L), 1, 0, 0, true))
                .satisfies(distant -> assertThat(distant.bottleneckSeconds()).isEqualTo(2))
                .satisfies(distant -> assertThat(distant.latencySeconds()).isEqualTo(8));
    }

    @Test
    void refusesToPredictForADeviceThatIsNotThere() {
        assertThatThrownBy(() -> costs.predict(List.of(Site.stage(0, 4, new DeviceId("ghost")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("device 'ghost' is not in the fleet");
    }

    @Test
    void everyRangeHasTheFiguresThatTheGraphHas() {
        for (int from = 0; from < 4; from++) {
            for (int to = from + 1; to <= 4; to++) {
                LayerRange range = new LayerRange(from, to);
                assertThat(costs.stageSeconds(range, Site.FLEET.device(C).orElseThrow()))
                        .isEqualTo(Site.GRAPH.flops(range) / 4e6, EXACTLY);
                assertThat(costs.memoryBytes(range))
                        .isEqualTo(Site.GRAPH.weightBytes(range)
                                + Site.GRAPH.peakActivationBytes(range)
                                + 2 * (costs.cutBytes(from) + costs.cutBytes(to))
                                + Site.OVERHEADS.runtimeBytes());
            }
        }
    }

    @Test
    void aProfiledTypeIsPredictedByItsProfileScaledBySpeed() {
        LayerProfile profile = new LayerProfile("test", 2e6, List.of(1.0, 2.0, 3.0, 4.0));
        CostModel profiled = new CostModel(Site.GRAPH, Site.FLEET, List.of(profile), new Overheads(0, 0, 0.25));
        assertThat(profiled.stageSeconds(
                        new LayerRange(1, 3), Site.FLEET.device(C).orElseThrow()))
                .isEqualTo((2.0 + 3.0) * 2e6 / 4e6 + 0.25, EXACTLY);
    }

    @Test
    void aPredictionTellsWhetherTheLayersWereMeasuredOnEachTypeThatItUses() {
        LayerProfile profile = new LayerProfile("test", 2e6, List.of(1.0, 2.0, 3.0, 4.0));
        CostModel profiled = new CostModel(Site.GRAPH, Site.FLEET, List.of(profile), Overheads.NONE);
        LayerProfile ofOthers = new LayerProfile("other", 2e6, List.of(1.0, 2.0, 3.0, 4.0));
        CostModel elsewhere = new CostModel(Site.GRAPH, Site.FLEET, List.of(ofOthers), Overheads.NONE);
        List<Stage> stages = List.of(Site.stage(0, 1, A), Site.stage(1, 4, B));
        assertThat(profiled.predict(stages).layersMeasured()).isTrue();
        assertThat(elsewhere.predict(stages).layersMeasured()).isFalse();
        assertThat(costs.predict(stages).layersMeasured()).isFalse();
    }

    @Test
    void whatComesAfterAnEarlyExitCountsByTheSamplesThatGetThere() {
        CostModel early = new CostModel(Site.GRAPH.withExits(List.of(new EarlyExit(1, 0.75))), Site.FLEET);
        assertThat(early.stageSeconds(new LayerRange(0, 2), Site.FLEET.device(A).orElseThrow()))
                .isEqualTo(1 + 0.25 * 2, EXACTLY);
        assertThat(early.hopSeconds(1, A, B)).isEqualTo(0.25 * costs.hopSeconds(1, A, B), EXACTLY);
        assertThat(early.hopSeconds(4, B, DeviceId.GATEWAY))
                .isEqualTo(costs.hopSeconds(4, B, DeviceId.GATEWAY), EXACTLY);
    }

    @Test
    void energyIsTimeByPowerAndUnfairnessIsTheBusiestAboveTheMean() {
        Prediction prediction = costs.predict(List.of(Site.stage(0, 1, A), Site.stage(1, 4, B)));
        assertThat(prediction.energyJoules()).isEqualTo((1 + 4.5) * Device.ASSUMED_WATTS, EXACTLY);
        assertThat(prediction.unfairnessSeconds()).isEqualTo(4.5 - 5.5 / 3, EXACTLY);
    }
}
