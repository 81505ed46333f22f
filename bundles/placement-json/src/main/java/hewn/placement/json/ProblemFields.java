package hewn.placement.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerGraph;
import hewn.placement.Constraints;
import hewn.placement.CostModel;
import hewn.placement.LayerProfile;
import hewn.placement.Objective;
import hewn.placement.Overheads;
import hewn.placement.PlacementProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A placement problem as fields. */
final class ProblemFields {
    private static final double BUDGET_SECONDS = 5;
    private static final long SEED = 1;

    private ProblemFields() {}

    static PlacementProblem read(Fields fields) throws PlacementFileException {
        fields.has("description"); // for people
        LayerGraph graph = fields.required("graph", Fields.object(GraphFields::read));
        FleetSnapshot fleet = fields.required("fleet", Fields.object(FleetFields::read));
        Duration budget = LinkFigures.duration(
                fields.optional("budget", Fields.measure(Measure.SECONDS)).orElse(BUDGET_SECONDS));
        List<LayerProfile> profiles = fields.list("profiles", Fields.object(ProblemFields::profile));
        Overheads overheads = fields.optional("overheads", Fields.object(ProblemFields::overheads))
                .orElse(Overheads.TYPICAL);
        CostModel costs = new CostModel(graph, fleet, profiles, overheads);
        return new PlacementProblem(
                graph,
                fleet,
                fields.optional("objective", ObjectiveFields::read).orElse(new Objective.Throughput()),
                fields.optional("constraints", Fields.object(ConstraintsFields::read))
                        .orElse(Constraints.NONE),
                fields.optional("current", Fields.object(current -> PlacementFields.read(current, costs))),
                budget,
                fields.optional("seed", Fields::whole).orElse(SEED),
                profiles,
                overheads);
    }

    static ObjectNode write(PlacementProblem problem, ObjectNode to) {
        ObjectiveFields.write(problem.objective(), to);
        ConstraintsFields.write(problem.constraints(), to.putObject("constraints"));
        Numbers.put(to, "budget", problem.budget().toNanos() / 1e9);
        to.put("seed", problem.seed());
        write(problem.overheads(), to.putObject("overheads"));
        FleetFields.write(problem.fleet(), to.putObject("fleet"));
        GraphFields.write(problem.graph(), to.putObject("graph"));
        if (!problem.profiles().isEmpty()) {
            ArrayNode profiles = to.putArray("profiles");
            problem.profiles().forEach(profile -> write(profile, profiles.addObject()));
        }
        problem.current().ifPresent(current -> PlacementFields.write(current, to.putObject("current")));
        return to;
    }

    private static void write(Overheads overheads, ObjectNode to) {
        to.put("runtimeBytes", overheads.runtimeBytes()).put("buffersPerCut", overheads.buffersPerCut());
        Numbers.put(to, "stageSeconds", overheads.stageSeconds());
        to.put("bytesPerLayer", overheads.bytesPerLayer());
        Numbers.put(to, "weightCopies", overheads.weightCopies());
        Numbers.put(to, "activationCopies", overheads.activationCopies());
    }

    private static void write(LayerProfile profile, ObjectNode to) {
        to.put("deviceType", profile.deviceType());
        Numbers.put(to, "speed", profile.flopsPerSecond());
        ArrayNode seconds = to.putArray("layerSeconds");
        profile.layerSeconds().forEach(seconds::add);
    }

    /** Where only the runtime's bytes are stated, as in files of before there were more, they are all that it takes. */
    private static Overheads overheads(Fields fields) throws PlacementFileException {
        Optional<Long> runtimeBytes = fields.optional("runtimeBytes", Fields::whole);
        Overheads others = runtimeBytes.isPresent() ? Overheads.NONE : Overheads.TYPICAL;
        return new Overheads(
                runtimeBytes.orElse(Overheads.TYPICAL.runtimeBytes()),
                fields.optional("buffersPerCut", Fields::count).orElse(Overheads.TYPICAL.buffersPerCut()),
                fields.optional("stageSeconds", Fields::number).orElse(Overheads.TYPICAL.stageSeconds()),
                fields.optional("bytesPerLayer", Fields::whole).orElse(others.bytesPerLayer()),
                fields.optional("weightCopies", Fields::number).orElse(others.weightCopies()),
                fields.optional("activationCopies", Fields::number).orElse(others.activationCopies()));
    }

    private static LayerProfile profile(Fields fields) throws PlacementFileException {
        return new LayerProfile(
                fields.required("deviceType", Fields::text),
                fields.required("speed", Fields.measure(Measure.FLOPS_PER_SECOND)),
                fields.requiredList("layerSeconds", Fields::number));
    }
}
