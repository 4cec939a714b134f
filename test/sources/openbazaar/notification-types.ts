/** Every type that a server has ever sent in a notification (protocol guide and server source). */
export const NOTIFICATION_TYPES = [
  ...['order', 'payment', 'orderConfirmation', 'orderDeclined', 'declined', 'cancel', 'canceled', 'cancelled', 'refund', 'fulfillment'],
  ...['processingError', 'orderComplete', 'disputeOpen', 'disputeUpdate', 'disputeClose', 'disputeAccepted', 'vendorFinalizedPayment'],
  ...['vendorDisputeTimeout', 'buyerDisputeTimeout', 'buyerDisputeExpiry', 'moderatorDisputeExpiry', 'follow', 'unfollow'],
  ...['moderatorAdd', 'moderatorRemove'],
];
