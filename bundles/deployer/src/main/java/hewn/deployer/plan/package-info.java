/**
 * States what has to be placed, and where a generation is to run. The strategies themselves are asked elsewhere.
 */
package hewn.deployer.plan;
