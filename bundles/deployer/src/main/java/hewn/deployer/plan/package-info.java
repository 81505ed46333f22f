/**
 * States what has to be placed, and decides where a generation is to run. The strategies themselves are asked by the planner.
 */
package hewn.deployer.plan;
