/**
 * The program on a device: it pulls slices, loads them, runs them and hands their outputs on, as the gateway tells it.
 *
 * <p>{@link hewn.agent.AgentMain} reads the options, {@link hewn.agent.Agent} puts the parts together by hand, and
 * {@link hewn.agent.CommandHandler} answers commands.
 */
package hewn.agent;
