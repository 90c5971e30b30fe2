// Ten requests of libzmq, and their replies. As a dealer: messages of two parts.
#include <stdio.h>
#include <string.h>
#include <zmq.h>

int main(int argc, char **argv) {
  int dealer = argc > 2, replies = 0;
  void *context = zmq_ctx_new(), *socket = zmq_socket(context, dealer ? ZMQ_DEALER : ZMQ_REQ);
  char address[64], sent[64], got[64];
  snprintf(address, sizeof address, "tcp://127.0.0.1:%s", argv[1]);
  if (zmq_connect(socket, address)) return 1;
  for (int n = 0; n < 10; n++) {
    int length = snprintf(sent, sizeof sent, "request %d", n);
    if (dealer && zmq_send(socket, "part", 4, ZMQ_SNDMORE) < 0) return 2;
    if (zmq_send(socket, sent, length, 0) < 0) return 2;
    if (dealer && zmq_recv(socket, got, sizeof got, 0) != 4) return 3;
    if (zmq_recv(socket, got, sizeof got, 0) != length || memcmp(sent, got, length)) return 4;
    replies++;
  }
  printf("%d replies\n", replies);
  zmq_close(socket);
  zmq_ctx_term(context);
  return 0;
}
