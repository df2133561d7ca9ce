package org.inrzoo;

/**
 * How large a network is. Deployed, all is folded away that only training needs: norms whose statistics are kept, branches, kernels that
 * are computed from others.
 *
 * @param trained values that training changes
 * @param deployed values that the deployed network keeps, fixed ones such as an encoding's frequencies among them
 * @param macs multiply-accumulates of one input's forward pass in training
 * @param deployedMacs the same of the deployed network
 * @param input what one input is: a point or a picture
 * @param signal what all this is counted for
 */
public record ModelSize(int trained, int deployed, long macs, long deployedMacs, String input, String signal) {}
