import { createHmac } from 'node:crypto';
import { Delivery } from '../../nodes/Ecom360/delivery.ts';
import { receive } from '../../nodes/Ecom360/receive.ts';
import { readSettings } from '../../nodes/Ecom360/settings.ts';
import { readFileSync } from 'node:fs';
const one = JSON.parse(readFileSync('test/fixtures/ecom360-abandoned-checkout.json','utf8'));
const mk=(n:number)=>{const b=structuredClone(one); b.data.line_items=Array.from({length:n},(_,i)=>({...one.data.line_items[i%2],product_id:'prod_'+i})); return Buffer.from(JSON.stringify(b));};
const key=Buffer.from('k');
const settings=readSettings({});
async function bench(n:string,f:()=>unknown,k=3000){for(let i=0;i<k;i++)await f();const r=[];for(let j=0;j<5;j++){const t=process.hrtime.bigint();for(let i=0;i<k;i++){const x=f(); if(x instanceof Promise)await x;}r.push(Number(process.hrtime.bigint()-t)/k/1000)};r.sort((a,b)=>a-b);console.log(n,r[2]!.toFixed(2));return r[2]!}
for(const raw of [readFileSync('test/fixtures/ecom360-abandoned-checkout.json'),readFileSync('test/fixtures/occ-abandoned-cart.json'),mk(100),mk(1000)]){
 const sig=createHmac('sha256',key).update(raw).digest('hex');
 const headers={'x-webhook-signature':sig,'x-request-id':'abc','x-webhook-topic':'abandonedCheckout','x-webhook-version':'v1','x-store-url':'a.b'};
 const k=raw.length>100000?200:3000;
 const floor=await bench('floor '+raw.length,()=>{createHmac('sha256',key).update(raw).digest();JSON.parse(raw.toString('utf8'))},k);
 const keys=[key];
 const host={readKeys:async()=>keys,readBody:async()=>raw};
 const full=await bench('receive',()=>receive(new Delivery(headers,Date.now()),settings,host),k);
 const o=await receive(new Delivery(headers,Date.now()),settings,host); if(o.kind!=='accepted')throw 1;
 console.log('ratio',(full/floor).toFixed(2));
}
