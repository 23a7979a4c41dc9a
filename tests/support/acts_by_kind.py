"""The acts that the catalogue has for each kind of activity."""

from prompts.methods.model import Kind
from workshop.facilitating.acts import agree, cluster, collect, place, rate, record, reflect, review, vote

CATALOGUE = {
    Kind.COLLECT: collect.ACTS,
    Kind.CLUSTER: cluster.ACTS,
    Kind.PLACE: place.ACTS,
    Kind.REFLECT: reflect.ACTS,
    Kind.RATE: rate.ACTS,
    Kind.VOTE: vote.ACTS,
    Kind.AGREE: agree.ACTS,
    Kind.REVIEW: review.ACTS,
    Kind.RECORD: record.ACTS,
}
