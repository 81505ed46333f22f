package hewn.cli.api;

import hewn.cli.CliException;

/** Previews of placements, and what they are made of; all of them are documents as files hold them. */
public final class PlanningApi {
    private final ApiConnection connection;

    PlanningApi(ApiConnection connection) {
        this.connection = connection;
    }

    /**
     * Asks the gateway's strategies for a preview, which may take as long as all of them are given.
     *
     * @param order what to plan
     * @return a document of kind {@code plans}
     * @throws CliException if it is refused
     */
    public byte[] plans(PlanOrder order) throws CliException {
        return connection.send(connection.post("/plans", order, ApiConnection.LONG_PATIENCE));
    }

    /**
     * What the gateway's strategies would have to solve.
     *
     * @param order what to plan
     * @return a document of kind {@code problem}
     * @throws CliException if it is refused
     */
    public byte[] problem(PlanOrder order) throws CliException {
        return connection.send(connection.post("/problems", order, ApiConnection.PATIENCE));
    }

    /**
     * The devices and links that the gateway knows.
     *
     * @return a document of kind {@code fleet}
     * @throws CliException if it can't be had
     */
    public byte[] fleet() throws CliException {
        return connection.send(connection.request("/fleet", ApiConnection.PATIENCE));
    }
}
