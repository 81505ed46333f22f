package hewn.planner;

import hewn.placement.Infeasible;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.PlanDecision;
import hewn.placement.PlanDecision.Attempt;
import hewn.placement.Planner;
import hewn.placement.StrategyName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks strategies until one gives a valid answer: the one that was asked for, then those configured for the model, then
 * those configured for all, then {@value #LAST_RESORT}.
 */
@Component(configurationPid = "hewn.planner", immediate = true) // so that quarantines outlive its users
@Designate(ocd = StrategyPlanner.Config.class)
public final class StrategyPlanner implements Planner {
    /** The strategy that is asked when no other has an answer. */
    public static final String LAST_RESORT = "single-device";

    /** What can be configured. */
    @ObjectClassDefinition(name = "Hewn planner", description = "Decides where the slices of a model run")
    public @interface Config {
        /**
         * Whom to ask.
         *
         * @return names of strategies
         */
        @AttributeDefinition(
                name = "Strategies",
                description = "The strategies to ask, in this order, until one gives a valid answer")
        String[] strategies() default {"optimal-throughput", "greedy", "even-split", LAST_RESORT};

        /**
         * Whom to ask where the latency counts, alone or among others.
         *
         * @return names of strategies
         */
        @AttributeDefinition(
                name = "Strategies for latency",
                description = "The strategies to ask instead where the objective is latency or weighted")
        String[] latencyStrategies() default {"optimal-latency", "local-search", "greedy", "even-split", LAST_RESORT};

        /**
         * Whom to ask first for some models.
         *
         * @return entries such as {@code detector=optimal-latency,greedy}
         */
        @AttributeDefinition(
                name = "Strategies of models",
                description = "MODEL=STRATEGY,…: strategies that are asked for this model before those above")
        String[] models() default {};

        /**
         * How long each strategy may take.
         *
         * @return seconds
         */
        @AttributeDefinition(
                name = "Budget",
                description = "How long each strategy may take, in seconds; one that takes longer is not asked again",
                min = "0.001",
                max = "86400")
        double budgetSeconds() default 5;
    }

    private static final Logger LOG = LoggerFactory.getLogger(StrategyPlanner.class);

    private final StrategyShelf shelf = new StrategyShelf();
    private final Runaways runaways = new Runaways();
    private final Misnomers misnomers = new Misnomers(shelf);
    private volatile PlannerSettings settings;

    /**
     * A planner as a service of the gateway.
     *
     * @param config what can be configured
     */
    @Activate
    public StrategyPlanner(Config config) {
        this.settings = PlannerSettings.of(config);
    }

    /**
     * A planner with no strategy yet.
     *
     * @param preferred the names of the strategies to ask, in order
     */
    public StrategyPlanner(List<String> preferred) {
        this.settings = new PlannerSettings(preferred, preferred, Map.of(), PlannerSettings.DEFAULT_BUDGET);
    }

    /** Who is planning goes on with what it has begun. */
    @Modified
    void change(Config config) {
        settings = PlannerSettings.of(config);
        misnomers.forget();
        misnomers.tell(settings);
    }

    /**
     * Offers a strategy.
     *
     * @param strategy the service
     * @param properties of the service, {@link StrategyName} among them
     */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addStrategy(PlacementStrategy strategy, Map<String, Object> properties) {
        shelf.add(name(strategy, properties), strategy, ranking(properties));
    }

    /**
     * Takes note that a strategy was configured anew, so that it may answer otherwise.
     *
     * @param strategy that was offered
     * @param properties of the service, {@link StrategyName} among them
     */
    public void updatedStrategy(PlacementStrategy strategy, Map<String, Object> properties) {
        shelf.renew(name(strategy, properties), strategy, ranking(properties));
    }

    private static String name(PlacementStrategy strategy, Map<String, Object> properties) {
        return properties
                .getOrDefault(StrategyName.PROPERTY, strategy.getClass().getName())
                .toString();
    }

    private static int ranking(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0;
    }

    /**
     * Withdraws a strategy.
     *
     * @param strategy that was offered
     */
    public void removeStrategy(PlacementStrategy strategy) {
        shelf.remove(strategy);
    }

    @Override
    public List<String> strategies() {
        return shelf.names();
    }

    @Override
    public List<Quarantine> quarantined() {
        return shelf.quarantined();
    }

    @Override
    public List<String> runaways() {
        return runaways.strategies();
    }

    @Override
    public List<Unoffered> unoffered() {
        return misnomers.in(settings);
    }

    @Override
    public Duration budget() {
        return settings.budget();
    }

    @Override
    public PlanDecision plan(String model, PlacementProblem problem, Optional<String> strategy) {
        misnomers.tell(settings);
        PlanDecision decision =
                strategy.isPresent() && shelf.find(strategy.get()).isEmpty()
                        ? unknown(strategy.get())
                        : firstOf(order(model, problem.objective(), strategy), problem);
        log(model, decision);
        return decision;
    }

    @Override
    public List<Offer> offers(String model, Objective objective, Optional<String> strategy) {
        return order(model, objective, strategy).stream()
                .map(shelf::find)
                .flatMap(Optional::stream)
                .map(offered -> new Offer(offered.name(), offered.edition()))
                .toList();
    }

    @Override
    public PlanDecision ask(PlacementProblem problem, String strategy) {
        return shelf.find(strategy).isEmpty() ? unknown(strategy) : firstOf(Set.of(strategy), problem);
    }

    private PlanDecision firstOf(Set<String> names, PlacementProblem problem) {
        List<Attempt> attempts = new ArrayList<>();
        PlanDecision last = nothing();
        for (String name : names) {
            Optional<OfferedStrategy> offered = shelf.find(name);
            if (offered.isPresent()) {
                long start = System.nanoTime();
                PlacementAnswer answer;
                try {
                    answer = ask(offered.get(), problem);
                } catch (StrategyCall.CallInterruptedException interrupted) {
                    return new PlanDecision(name, new Infeasible("planning was interrupted"), attempts);
                }
                attempts.add(new Attempt(name, describe(answer), Duration.ofNanos(System.nanoTime() - start)));
                last = new PlanDecision(name, answer, attempts);
                if (answer instanceof Placement) {
                    return last;
                }
            }
        }
        return explained(last, attempts);
    }

    private Set<String> order(String model, Objective objective, Optional<String> strategy) {
        Set<String> order = new LinkedHashSet<>();
        strategy.ifPresent(order::add);
        order.addAll(settings.order(model, objective));
        order.add(LAST_RESORT);
        return order;
    }

    private PlacementAnswer ask(OfferedStrategy offered, PlacementProblem problem) {
        StrategyCall.Outcome outcome = StrategyCall.call(offered, problem, runaways);
        if (outcome.answer().isEmpty()) {
            shelf.quarantine(offered, outcome.fault());
            return new Infeasible("strategy '" + offered.name() + "' failed: " + outcome.fault());
        }
        return outcome.answer().get() instanceof Placement placement
                ? checked(offered, problem, placement)
                : outcome.answer().get();
    }

    private PlacementAnswer checked(OfferedStrategy offered, PlacementProblem problem, Placement placement) {
        AnswerCheck check = new AnswerCheck(problem);
        Optional<String> fault = check.fault(placement);
        if (fault.isPresent()) {
            shelf.quarantine(offered, fault.get());
            return new Infeasible("strategy '" + offered.name() + "' answered nonsense: " + fault.get());
        }
        return check.restated(placement);
    }

    private static void log(String model, PlanDecision decision) {
        if (decision.answer() instanceof Placement placement) {
            LOG.info(
                    "'{}' would go to {} by strategy '{}': {}",
                    model,
                    placement.devices(),
                    decision.strategy(),
                    placement.explanation().replace("\n", "; "));
        } else {
            LOG.warn("'{}' has no placement: {}", model, ((Infeasible) decision.answer()).reason());
        }
    }

    private static String describe(PlacementAnswer answer) {
        return answer instanceof Infeasible infeasible ? infeasible.reason() : "valid";
    }

    private PlanDecision unknown(String strategy) {
        return new PlanDecision(
                strategy, new Infeasible(whyNot(strategy) + "; on offer are " + strategies()), List.of());
    }

    private String whyNot(String strategy) {
        return quarantined().stream()
                .filter(aside -> aside.strategy().equals(strategy))
                .findFirst()
                .map(aside -> "strategy '" + strategy + "' is not asked any more until its bundle is replaced: "
                        + aside.reason())
                .orElse("there is no strategy '" + strategy + "'");
    }

    private static PlanDecision nothing() {
        return new PlanDecision(
                LAST_RESORT,
                new Infeasible("no strategy is on offer; drop the bundle of one into the gateway's load folder"),
                List.of());
    }

    /** The first strategy is the one that people asked for, so its reason is the one they want to read. */
    private static PlanDecision explained(PlanDecision last, List<Attempt> attempts) {
        return attempts.isEmpty()
                ? last
                : new PlanDecision(
                        attempts.get(0).strategy(),
                        new Infeasible(attempts.get(0).result()),
                        attempts);
    }
}
