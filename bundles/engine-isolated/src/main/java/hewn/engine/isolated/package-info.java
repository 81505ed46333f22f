/**
 * Runs models in a process of their own, which is ended when a model takes more memory or time than it may.
 *
 * <p>Two halves of one protocol live here: {@link hewn.engine.isolated.IsolatedEngine} on the side of the one who asks,
 * {@link hewn.engine.isolated.EngineProcess} on the side of the one who computes.
 *
 * <p>They speak over Unix-domain sockets in a folder that only this user may enter: native libraries print to standard
 * output as they like, and a port on the loopback interface is open to every user of the machine.
 */
package hewn.engine.isolated;
