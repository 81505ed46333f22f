package hewn.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.cli.CliException;
import java.util.List;
import java.util.Optional;

/**
 * Speaks a gateway's admin API. Whatever goes wrong becomes one {@link CliException}.
 */
public final class GatewayClient {
    private final ApiConnection connection;

    /**
     * A client of one gateway.
     *
     * @param gateway where it is
     */
    public GatewayClient(Gateway gateway) {
        this.connection = new ApiConnection(gateway);
    }

    /**
     * Which gateway it speaks to.
     *
     * @return the gateway
     */
    public Gateway gateway() {
        return connection.gateway();
    }

    /**
     * The models in its repository.
     *
     * @return to be listed and changed
     */
    public ModelsApi models() {
        return new ModelsApi(connection);
    }

    /**
     * What serves models.
     *
     * @return to be listed, followed and changed
     */
    public DeploymentsApi deployments() {
        return new DeploymentsApi(connection);
    }

    /**
     * What its strategies would do.
     *
     * @return to be asked
     */
    public PlanningApi planning() {
        return new PlanningApi(connection);
    }

    /**
     * The gateway at a glance.
     *
     * @return its status
     * @throws CliException if it can't be had
     */
    public Status status() throws CliException {
        return connection.get("/status", Status.class);
    }

    /**
     * What its health checks say; it needs no token.
     *
     * @return empty if it does not tell
     * @throws CliException if the gateway can't be reached
     */
    public Optional<Health> health() throws CliException {
        String said = connection.besides("/system/health?format=json"); // bad health is an HTTP error
        return ApiJson.readIfPossible(said, Health.class);
    }

    /**
     * The devices that are online.
     *
     * @return by id
     * @throws CliException if they can't be had
     */
    public List<Device> devices() throws CliException {
        return connection.get("/devices", Device.Page.class).devices();
    }

    /**
     * The links that were measured.
     *
     * @return by their ends
     * @throws CliException if they can't be had
     */
    public List<Link> links() throws CliException {
        return connection.get("/links", Link.Page.class).links();
    }

    /**
     * The strategies on offer.
     *
     * @return their names
     * @throws CliException if they can't be had
     */
    public List<String> strategies() throws CliException {
        return connection.get("/strategies", Strategies.class).strategies();
    }

    /**
     * The strategies that are not asked any more.
     *
     * @return their names, and what they did
     * @throws CliException if they can't be had
     */
    public List<Strategies.Quarantine> quarantined() throws CliException {
        return connection.get("/strategies", Strategies.class).quarantined().orElse(List.of());
    }

    /**
     * What lies in the gateway's load folder and can't be used.
     *
     * @return a sentence for each, with the reason and what to do
     * @throws CliException if it can't be had
     */
    public List<String> unusable() throws CliException {
        return connection.get("/strategies", Strategies.class).unusable().orElse(List.of());
    }

    /**
     * What the gateway answers, as it is, for programs.
     *
     * @param path below the API's root, such as {@code /status}
     * @return JSON, indented
     * @throws CliException if it can't be had
     */
    public String json(String path) throws CliException {
        return ApiJson.indented(connection.get(path, JsonNode.class));
    }
}
