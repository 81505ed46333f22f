package hewn.admin.health;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.admin.FakeConnection;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.inference.ModelId;
import hewn.inference.Signature;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.InferenceService;
import hewn.pipeline.InferenceService.Served;
import hewn.pipeline.Review;
import hewn.placement.Objective;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
    private static final ModelId MODEL = new ModelId("m", 1);
    private static final Signature SIGNATURE = new Signature(Signature.DEFAULT_NAME, List.of(), List.of());

    @Test
    void warnsWhileNoDeviceIsOnline() {
        assertThat(new DevicesOnlineCheck(fleet()).execute().getStatus()).isEqualTo(Status.WARN);
        Device device = new Device(new DeviceId("a"), "pi", 1, 1, 1, "h:1");
        assertThat(new DevicesOnlineCheck(fleet(device)).execute().getStatus()).isEqualTo(Status.OK);
    }

    @Test
    void isCriticalWithoutTheBrokerAndHearsOfItNoMoreOnceItIsClosed() {
        FakeConnection channel = new FakeConnection();
        BrokerConnectedCheck check = new BrokerConnectedCheck(channel);
        assertThat(check.execute().getStatus()).isEqualTo(Status.OK);
        channel.lose();
        assertThat(check.execute().getStatus()).isEqualTo(Status.CRITICAL);
        check.close();
        assertThat(channel.isHeard()).isFalse();
    }

    @Test
    void isCriticalWhileAModelThatServedAnswersNothing() {
        assertThat(serving()).isEqualTo(Status.OK);
        assertThat(serving(GenerationState.SERVING)).isEqualTo(Status.OK);
        assertThat(serving(GenerationState.RETIRED)).isEqualTo(Status.OK);
        assertThat(serving(GenerationState.LOADING)).as("never served").isEqualTo(Status.OK);
        assertThat(serving(GenerationState.SERVING, GenerationState.LOADING)).isEqualTo(Status.OK);
        assertThat(serving(GenerationState.SERVING, GenerationState.FAILED)).isEqualTo(Status.WARN);
        assertThat(serving(GenerationState.FAILED)).isEqualTo(Status.WARN);
        assertThat(serving(GenerationState.FAILED, GenerationState.SERVING)).isEqualTo(Status.OK);
        assertThat(serving(GenerationState.DEGRADED)).isEqualTo(Status.CRITICAL);
    }

    @Test
    void doesNotWarnOfAFailedMoveWhileItsModelServes() {
        GenerationStatus move = generation(2, GenerationState.FAILED)
                .withReview(new Review(Instant.EPOCH, "device 'a' joined", true, "moves"));
        assertThat(check(List.of(), List.of(generation(1, GenerationState.SERVING), move)))
                .isEqualTo(Status.OK);
        assertThat(check(List.of(), List.of(move))).isEqualTo(Status.WARN);
    }

    @Test
    void doesNotWarnOfAFailedRepairOnceAnOrderThatGaveWayToItServes() {
        GenerationStatus repair = entering(generation(3, GenerationState.PLANNED), GenerationState.FAILED, 5);
        GenerationStatus before = entering(generation(2, GenerationState.PLANNED), GenerationState.SERVING, 4);
        GenerationStatus after = entering(generation(2, GenerationState.PLANNED), GenerationState.SERVING, 6);
        assertThat(check(List.of(), List.of(before, repair))).isEqualTo(Status.WARN);
        assertThat(check(List.of(), List.of(after, repair))).isEqualTo(Status.OK);
    }

    private static GenerationStatus entering(GenerationStatus from, GenerationState state, long second) {
        return from.entering(state, Instant.ofEpochSecond(second), "", Optional.empty());
    }

    @Test
    void doesNotWarnOfAFailedOrderOnceItsModelIsUndeployed() {
        List<GenerationStatus> order = List.of(generation(1, GenerationState.FAILED));
        assertThat(check(new FixedDeployments(order, OptionalLong.of(1)), List.of()))
                .isEqualTo(Status.WARN);
        assertThat(check(new FixedDeployments(order, OptionalLong.empty()), List.of()))
                .isEqualTo(Status.OK);
        List<GenerationStatus> again =
                List.of(generation(1, GenerationState.FAILED), generation(2, GenerationState.LOADING));
        assertThat(check(new FixedDeployments(again, OptionalLong.of(2)), List.of()))
                .isEqualTo(Status.OK);
    }

    @Test
    void isUnavailableForAMomentWhileAModelThatServedIsBroughtBack() {
        assertThat(check(List.of(new Served(MODEL, SIGNATURE, 1, false)), GenerationState.LOADING))
                .isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
    }

    @Test
    void warnsOfAnOrderThatFailedAfterARepairToWhichItGaveWay() {
        GenerationStatus repair = entering(generation(3, GenerationState.PLANNED), GenerationState.SERVING, 4);
        GenerationStatus order = entering(generation(2, GenerationState.PLANNED), GenerationState.FAILED, 5);
        assertThat(check(List.of(), List.of(order, repair))).isEqualTo(Status.WARN);
    }

    @Test
    void warnsOfACanaryThatWasRolledBackUntilALaterOneServes() {
        GenerationStatus stable = generation(1, GenerationState.SERVING);
        GenerationStatus.Failure slow = new GenerationStatus.Failure("CANARY_ROLLED_BACK", "it was slow", "see why");
        GenerationStatus canary = generation(2, GenerationState.SERVING)
                .entering(GenerationState.DRAINING, Instant.ofEpochSecond(3), "it was slow", Optional.of(slow))
                .entering(GenerationState.RETIRED, Instant.ofEpochSecond(9), "it was slow", Optional.of(slow));
        assertThat(check(List.of(), List.of(stable, canary))).isEqualTo(Status.WARN);
        assertThat(check(List.of(), List.of(stable, canary, generation(4, GenerationState.SERVING))))
                .isEqualTo(Status.OK);
    }

    @Test
    void tellsWhichPartIsMissing() {
        assertThat(new PartsCheck(part -> true).execute().getStatus()).isEqualTo(Status.OK);
        assertThat(new PartsCheck(part -> part != Deployments.class).execute().toString())
                .contains("Deployments is missing");
    }

    @Test
    void warnsOfStrategiesThatAreNotAskedAnyMore() {
        assertThat(strategies(List.of("greedy"))).isEqualTo(Status.OK);
        assertThat(strategies(List.of("greedy"), new Planner.Quarantine("mine", "it hung")))
                .isEqualTo(Status.WARN);
        assertThat(strategies(List.of())).isEqualTo(Status.CRITICAL);
    }

    @Test
    void warnsOfAStrategyThatIsConfiguredAndNotOnOffer() {
        Planner planner = new FixedPlanner(
                List.of("first-fit"),
                List.of(),
                List.of(),
                List.of(new Planner.Unoffered("first-fti", "'Strategies of models' for stamp")));
        Result result = new StrategiesTrustedCheck(planner).execute();
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(result.toString()).contains("'first-fti'", "for stamp", "[first-fit]");
    }

    @Test
    void warnsOfAStrategyThatGoesOnAfterItsBundleIsGone() {
        Planner planner = new FixedPlanner(List.of("greedy"), List.of(), List.of("mine"), List.of());
        assertThat(new StrategiesTrustedCheck(planner).execute().getStatus()).isEqualTo(Status.WARN);
    }

    @Test
    void warnsOfWhatLiesInTheLoadFolderAndCannotBeUsed() {
        assertThat(new LoadFolderCheck(List::of).execute().getStatus()).isEqualTo(Status.OK);
        Result result = new LoadFolderCheck(() -> List.of("'{}.jar' is no jar")).execute();
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(result.toString()).contains("'{}.jar' is no jar");
    }

    private static Status strategies(List<String> offered, Planner.Quarantine... quarantined) {
        return new StrategiesTrustedCheck(new FixedPlanner(offered, List.of(quarantined), List.of(), List.of()))
                .execute()
                .getStatus();
    }

    private static Status serving(GenerationState... states) {
        return check(List.of(), states);
    }

    /** Of generations with the numbers 1, 2, 3 and so on. */
    private static Status check(List<Served> served, GenerationState... states) {
        List<GenerationStatus> generations = new ArrayList<>();
        for (GenerationState state : states) {
            generations.add(generation(generations.size() + 1, state));
        }
        return check(served, generations);
    }

    private static Status check(List<Served> served, List<GenerationStatus> generations) {
        return check(new FixedDeployments(generations, OptionalLong.of(1)), served);
    }

    private static Status check(Deployments deployments, List<Served> served) {
        return new DeploymentsServingCheck(deployments, new FixedInference(served))
                .execute()
                .getStatus();
    }

    /** It has entered its state in the second of its number. */
    private static GenerationStatus generation(long number, GenerationState state) {
        return entering(GenerationStatus.planned(number, MODEL, Instant.EPOCH), state, number);
    }

    private static FleetMonitor fleet(Device... devices) {
        return new FleetMonitor() {
            @Override
            public FleetSnapshot snapshot() {
                return new FleetSnapshot(Instant.EPOCH, List.of(devices), List.of());
            }

            @Override
            public Registration listen(FleetListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Has the strategies that it is given. */
    private record FixedPlanner(
            List<String> strategies,
            List<Planner.Quarantine> quarantined,
            List<String> runaways,
            List<Planner.Unoffered> unoffered)
            implements Planner {
        @Override
        public PlanDecision plan(String model, PlacementProblem problem, Optional<String> strategy) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Offer> offers(String model, Objective objective, Optional<String> strategy) {
            return List.of();
        }

        @Override
        public PlanDecision ask(PlacementProblem problem, String strategy) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration budget() {
            throw new UnsupportedOperationException();
        }
    }

    /** Has the generations that it is given, of models that are all wanted since one of them. */
    private record FixedDeployments(List<GenerationStatus> generations, OptionalLong wantedSince)
            implements Deployments {
        @Override
        public GenerationStatus deploy(DeploymentRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PlacementProblem problem(DeploymentRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<GenerationStatus> rollback(String model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<GenerationStatus> rollback(String model, long replaced) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalLong wantedSince(String model) {
            return wantedSince;
        }

        @Override
        public Optional<Order> lastOrder(String model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ModelId> former(String model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean undeploy(String model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<GenerationStatus> generation(long number) {
            return Optional.empty();
        }

        @Override
        public Watch watch(Consumer<GenerationStatus> listener) {
            throw new UnsupportedOperationException();
        }
    }

    /** Serves what it is given. */
    private record FixedInference(List<Served> served) implements InferenceService {
        @Override
        public CompletionStage<InferenceOutcome> infer(InferenceRequest request) {
            throw new UnsupportedOperationException();
        }
    }
}
