/**
 * The main job in one command: a gateway and devices as processes of this machine, a model, and its test images.
 */
package hewn.cli.demo;
