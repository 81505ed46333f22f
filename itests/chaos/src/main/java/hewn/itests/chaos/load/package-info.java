/** Clients of the gateway that write down what they see. */
package hewn.itests.chaos.load;
