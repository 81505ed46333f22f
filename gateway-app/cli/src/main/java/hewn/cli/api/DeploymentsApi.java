package hewn.cli.api;

import hewn.cli.CliException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The generations that serve models, and the orders that begin and end them. */
public final class DeploymentsApi {
    private static final String ROOT = "/deployments";

    private final ApiConnection connection;

    DeploymentsApi(ApiConnection connection) {
        this.connection = connection;
    }

    /**
     * All generations that have not ended, and the last ended one of each model.
     *
     * @return by number
     * @throws CliException if they can't be had
     */
    public List<Deployment> list() throws CliException {
        return connection.get(ROOT, Deployment.Page.class).deployments();
    }

    /**
     * One generation.
     *
     * @param generation its number
     * @return as it is now
     * @throws CliException if it can't be had
     */
    public Deployment get(long generation) throws CliException {
        return connection.get(path(generation), Deployment.class);
    }

    /**
     * Follows a generation until it serves or has ended.
     *
     * @param generation its number
     * @param listener is told of every change
     * @return as it is in the end
     * @throws CliException if the gateway can no longer be asked
     */
    public Deployment follow(long generation, Consumer<Deployment> listener) throws CliException {
        Deployment last = get(generation);
        while (!last.isServing() && !last.ended()) {
            EventLines.read(
                    connection.lines(path(generation) + "/events"),
                    data -> listener.accept(connection.read(data, Deployment.class)));
            last = get(generation); // a stream that was cut off is opened again
        }
        return last;
    }

    private static String path(long generation) {
        return ROOT + "/" + generation;
    }

    /**
     * Begins a deployment.
     *
     * @param order what to deploy
     * @return the new generation
     * @throws CliException if it is refused
     */
    public Deployment begin(Order order) throws CliException {
        return connection.send(connection.post(ROOT, order, ApiConnection.PATIENCE), Deployment.class);
    }

    /**
     * Ends what serves a model.
     *
     * @param model its name
     * @throws CliException if nothing does
     */
    public void end(String model) throws CliException {
        connection.send(connection.delete(path(model)));
    }

    /**
     * Brings back what was deployed before.
     *
     * @param model its name
     * @param replaces the generation that serves now; if it is known, asking twice does no harm
     * @return the new generation
     * @throws CliException if there is nothing to go back to, or another generation serves
     */
    public Deployment rollback(String model, OptionalLong replaces) throws CliException {
        String known = replaces.isPresent() ? "?replaces=" + replaces.getAsLong() : "";
        return connection.send(connection.post(path(model) + "/rollback" + known), Deployment.class);
    }

    /**
     * Makes the canary of a model what serves it.
     *
     * @param model its name
     * @return the generation that was the canary
     * @throws CliException if there is none
     */
    public Deployment promote(String model) throws CliException {
        return connection.send(connection.post(path(model) + "/promote"), Deployment.class);
    }

    /**
     * Ends the canary of a model, and never what serves.
     *
     * @param model its name
     * @return the generation that is the canary
     * @throws CliException if there is none
     */
    public Deployment endCanary(String model) throws CliException {
        return connection.send(connection.delete(path(model) + "/canary"), Deployment.class);
    }

    private static String path(String model) {
        return ROOT + "/" + model;
    }
}
